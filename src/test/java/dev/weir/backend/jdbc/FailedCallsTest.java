package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailedCallsTest {

  private final Logger logger = Logger.getLogger(FailedCalls.class.getName());
  private final List<String> said = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(listener);
  }

  @Test
  void ofManyReasonsOneIsSaidInTenSeconds() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    FailedCalls failures = new FailedCalls("jdbc (x)", nanos::get);
    failures.failed("first");
    failures.failed("second");
    nanos.addAndGet(FailedCalls.SILENCE.toNanos() - 1);
    failures.failed("third");
    nanos.addAndGet(1);
    failures.failed("fourth");
    assertThat(
        said,
        contains(
            "backend jdbc (x) failed a call: first", "backend jdbc (x) failed a call: fourth"));
  }
}
