package dev.weir.bench;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** resilience4j's bulkhead, fair, with its events, without a listener. */
final class Resilience4jDoor implements Door<Object> {

  private final Bulkhead bulkhead;

  Resilience4jDoor(int permits, Duration maxWait) {
    bulkhead =
        Bulkhead.of(
            "benchmark",
            BulkheadConfig.custom()
                .maxConcurrentCalls(permits)
                .maxWaitDuration(maxWait)
                .fairCallHandlingStrategyEnabled(true)
                .build());
  }

  @Override
  public @Nullable Object enter() {
    return bulkhead.tryAcquirePermission() ? this : null;
  }

  @Override
  public void leave(Object token) {
    bulkhead.onComplete();
  }
}
