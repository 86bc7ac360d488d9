package dev.weir.edge;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.function.BiConsumer;

/**
 * Writes the head of a response before any of its body is there.
 *
 * <p>Helidon 4.5 keeps a head back until the first byte of a body, and lets only a sink write it
 * sooner: so this is a sink to which nothing is ever emitted.
 */
public final class EarlyHead implements SinkProvider<Void> {

  private static final GenericType<Written> TYPE = GenericType.create(Written.class);

  /** Writes the head; the response's stream has to be open. */
  static void write(ServerResponse response) {
    response.sink(TYPE);
  }

  private record Written() implements Sink<Void> {

    @Override
    public Sink<Void> emit(Void nothing) {
      return this;
    }

    @Override
    public void close() {}
  }

  @Override
  public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
    return type.equals(TYPE);
  }

  @Override
  // Helidon asks only for what is supported.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <X extends Sink<Void>> X create(SinkProviderContext context) {
    context.flushHeaders();
    return (X) new Written();
  }

  @Override
  @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"})
  public <X extends Sink<Void>> X create(
      ServerResponse response, BiConsumer<Object, MediaType> events, Runnable close) {
    throw new UnsupportedOperationException("Helidon has a context since 4.1.2");
  }
}
