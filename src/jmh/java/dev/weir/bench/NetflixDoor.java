package dev.weir.bench;

import com.netflix.concurrency.limits.Limiter.Listener;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import org.jspecify.annotations.Nullable;

/** Netflix' simple limiter with a limit that stays: it admits or refuses, and no caller waits. */
final class NetflixDoor implements Door<Listener> {

  private final SimpleLimiter<Object> limiter;

  NetflixDoor(int permits) {
    limiter = SimpleLimiter.newBuilder().limit(FixedLimit.of(permits)).build();
  }

  @Override
  public @Nullable Listener enter() {
    return limiter.acquire(this).orElse(null);
  }

  @Override
  public void leave(Listener listener) {
    listener.onSuccess();
  }
}
