package dev.weir.backend.http;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams of a service, and which of them gets a call: the one with the fewest calls among
 * those that are available. Where several are alike they take turns.
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

  /** Returns the best upstream; if none is available, one that is not. */
  Upstream first() {
    return all.size() == 1
        ? all.getFirst()
        : best(turn.getAndIncrement(), System.nanoTime(), upstream -> true).orElseThrow();
  }

  /** Returns the best of the others, if one of them is available. */
  Optional<Upstream> other(Collection<Upstream> tried) {
    long nowNanos = System.nanoTime();
    return best(
        turn.get(),
        nowNanos,
        upstream -> upstream.health().isAvailable(nowNanos) && !tried.contains(upstream));
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
