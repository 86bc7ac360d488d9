package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.StubUpstream;
import dev.weir.backend.Field;
import dev.weir.time.Timeouts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection reads the fields of each response as if it were its first. */
class FieldSectionTest {

  private final Timeouts timeouts = new Timeouts(System::nanoTime);
  private final StubUpstream upstream = new StubUpstream();

  FieldSectionTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    upstream.close();
    timeouts.close();
  }

  private UpstreamConnection saying(String... sections) {
    upstream.does(
        socket -> {
          StubUpstream.write(socket, String.join("", sections));
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    return new Connector(Caller.url(upstream.url()), Optional.empty(), timeouts)
        .connect(Caller.LONG);
  }

  @Test
  void aLineThatCameBeforeIsTheSameField() throws IOException {
    try (UpstreamConnection connection = saying("A: 1\r\nB: 2\r\n\r\n", "A: 1\r\nB: 3\r\n\r\n")) {
      List<Field> first = connection.fields().read();
      List<Field> second = connection.fields().read();
      assertThat(second, is(List.of(new Field("A", "1"), new Field("B", "3"))));
      assertThat(second.getFirst(), sameInstance(first.getFirst()));
    }
  }

  @Test
  void aLineThatBeginsLikeTheOneBeforeIsAnother() throws IOException {
    try (UpstreamConnection connection =
        saying("A: 12\r\n\r\n", "A: 1\r\n\r\n", "A: 12\r\n\r\n", "A: 123\r\n\r\n")) {
      for (String value : List.of("12", "1", "12", "123")) {
        assertThat(connection.fields().read(), is(List.of(new Field("A", value))));
      }
    }
  }

  @Test
  void aLineIsCheckedWhateverCameBefore() throws IOException {
    try (UpstreamConnection connection = saying("A: 1\r\n\r\n", "A : 1\r\n\r\n")) {
      connection.fields().read();
      assertThrows(ProtocolException.class, connection.fields()::read);
    }
  }

  @Test
  void aVeryLongLineIsReadLikeAnyOther() throws IOException {
    String longValue = "x".repeat(60_000);
    try (UpstreamConnection connection =
        saying("A: " + longValue + "\r\n\r\n", "A: 1\r\n\r\n", "A: " + longValue + "\r\n\r\n")) {
      for (String value : List.of(longValue, "1", longValue)) {
        assertThat(connection.fields().read(), is(List.of(new Field("A", value))));
      }
    }
  }
}
