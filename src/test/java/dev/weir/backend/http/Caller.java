package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.StubUpstream;
import dev.weir.address.HttpUrl;
import dev.weir.backend.BackendException;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendRequest.Interim;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.Field;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A backend of a test's own, and calls of it in one line. */
record Caller(HttpBackend backend, Timeouts timeouts) implements AutoCloseable {

  static final Duration LONG = Duration.ofMinutes(1);
  static final HttpConfig.Timeouts PATIENT =
      new HttpConfig.Timeouts(
          Duration.ofSeconds(5),
          LONG,
          LONG,
          Optional.empty(),
          LONG,
          Duration.ZERO,
          Optional.empty());

  /** TLS as Java does it by itself. */
  static final HttpConfig.Tls USUAL_TLS =
      new HttpConfig.Tls(Optional.empty(), Optional.empty(), Optional.empty());

  /** The response to a call, received whole. */
  record Received(int status, String body, List<Field> trailers) {}

  static HttpUrl url(String text) {
    try {
      return HttpUrl.read(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static HttpConfig config(
      HttpConfig.Timeouts timeouts, Optional<HttpConfig.Checks> checks, String... urls) {
    return new HttpConfig(
        Stream.of(urls).map(Caller::url).toList(), true, timeouts, LONG, checks, 0.1, USUAL_TLS);
  }

  static HttpConfig config(String... urls) {
    return config(PATIENT, Optional.empty(), urls);
  }

  static HttpConfig config(HttpConfig.Timeouts timeouts, StubUpstream upstream) {
    return config(timeouts, Optional.empty(), upstream.url());
  }

  static Caller of(HttpConfig config) {
    Timeouts timeouts = new Timeouts(System::nanoTime);
    try {
      return new Caller(new HttpBackend(config, BackendObserver.NONE, timeouts), timeouts);
    } catch (UnusablePemException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Caller of(StubUpstream... upstreams) {
    return of(config(Stream.of(upstreams).map(StubUpstream::url).toArray(String[]::new)));
  }

  static BackendRequest request(String method, Interim interim) {
    return new BackendRequest(
        method,
        "/",
        List.of(new Field("Host", "shop.example")),
        Optional.empty(),
        OptionalLong.empty(),
        interim);
  }

  static BackendRequest upload(String method, BackendRequest.Body body) {
    return new BackendRequest(
        method, "/", List.of(), Optional.of(body), OptionalLong.empty(), Interim.NONE);
  }

  static BackendRequest.Body body(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new BackendRequest.Body(
        OptionalLong.of(bytes.length), () -> new ByteArrayInputStream(bytes));
  }

  /** Returns a body of which nothing comes for so long. */
  static BackendRequest.Body body(String text, Duration pause) {
    BackendRequest.Body body = body(text);
    return new BackendRequest.Body(
        body.length(),
        () ->
            new FilterInputStream(body.stream().get()) {
              private final CountDownLatch never = new CountDownLatch(1);

              @Override
              public int available() {
                return 0;
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                  assertThat(never.await(pause.toNanos(), TimeUnit.NANOSECONDS), is(false));
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                return super.read(buffer, offset, Math.min(length, 50_000));
              }
            });
  }

  Received call(BackendRequest request) throws IOException {
    try (BackendResponse response = backend.call(request)) {
      String body = new String(response.body().readAllBytes(), StandardCharsets.ISO_8859_1);
      return new Received(response.status(), body, response.trailers().get());
    }
  }

  Received get() throws IOException {
    return call(request("GET", Interim.NONE));
  }

  /** Makes a call that has to fail, and returns how. */
  BackendException failure(BackendRequest request) {
    return Assertions.assertThrows(BackendException.class, () -> call(request));
  }

  BackendException failure() {
    return failure(request("GET", Interim.NONE));
  }

  @Override
  public void close() {
    backend.close();
    timeouts.close();
  }
}
