package dev.weir.backend.http;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All addresses of the service, and which of them gets a call: the one that has least to do among
 * those that nothing is against. Where several are alike they take turns.
 */
final class Upstreams {

  private final List<Upstream> all;
  private final AtomicInteger turn = new AtomicInteger();

  Upstreams(List<Upstream> all) {
    this.all = all;
  }

  List<Upstream> all() {
    return all;
  }

  /** Returns the best there is: something being against all of them is no reason not to try. */
  Upstream first() {
    return all.size() == 1
        ? all.getFirst()
        : best(turn.getAndIncrement(), System.nanoTime(), address -> true).orElseThrow();
  }

  /** Returns the best of the others, if there is one that nothing is against. */
  Optional<Upstream> other(Collection<Upstream> tried) {
    long nowNanos = System.nanoTime();
    return best(
        turn.get(), nowNanos, address -> address.inRotation(nowNanos) && !tried.contains(address));
  }

  private Optional<Upstream> best(int from, long nowNanos, Predicate<Upstream> eligible) {
    int start = Math.floorMod(from, all.size());
    @Nullable Upstream best = null;
    for (int i = 0; i < all.size(); i++) {
      Upstream next = all.get((start + i) % all.size());
      if (eligible.test(next) && (best == null || next.isBetterThan(best, nowNanos))) {
        best = next;
      }
    }
    return Optional.ofNullable(best);
  }
}
