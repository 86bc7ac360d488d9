package dev.weir.bench;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.LimitAlgorithm.Outcome.Accepted;
import io.helidon.common.concurrency.limits.LimitAlgorithm.Token;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Helidon's fixed limit, with the switch for fairness on, although newcomers still pass by. */
final class HelidonDoor implements Door<Token> {

  private final FixedLimit limit;

  HelidonDoor(int permits, int waitingRoom, Duration maxWait) {
    limit =
        FixedLimit.builder()
            .permits(permits)
            .fair(true)
            .queueLength(waitingRoom)
            .queueTimeout(maxWait)
            .build();
  }

  @Override
  public @Nullable Token enter() {
    return limit.tryAcquireOutcome(true) instanceof Accepted accepted ? accepted.token() : null;
  }

  @Override
  public void leave(Token token) {
    token.success();
  }
}
