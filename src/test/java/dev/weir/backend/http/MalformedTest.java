package dev.weir.backend.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.weir.LogLines;
import java.io.EOFException;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MalformedTest {

  private static final String LINE =
      "backend http://a:1 sent a malformed response, which gave 502: ";

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final LogLines log = new LogLines(Malformed.class);
  private final Malformed malformed = new Malformed("http://a:1", nanos::get);

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void thereIsOneLineASecondWhichCountsTheOthers() {
    malformed.note(new ProtocolException("first"));
    malformed.note(new ProtocolException("second"));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    malformed.note(new ProtocolException("third"));
    nanos.addAndGet(1);
    malformed.note(new ProtocolException("fourth"));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    malformed.note(new ProtocolException("fifth"));
    assertThat(
        log.lines(),
        contains(
            LINE + "first", LINE + "fourth (2 more since the last such line)", LINE + "fifth"));
  }

  @Test
  void anUpstreamThatHangsUpIsNoMatterOfThis() {
    malformed.note(new EOFException("ended"));
    assertThat(log.lines(), empty());
  }
}
