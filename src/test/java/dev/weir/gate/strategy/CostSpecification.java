package dev.weir.gate.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one thread alone would see of {@link CostOperations}: an arrival takes what it costs, or as
 * much as there can be for it, or nothing.
 */
public abstract class CostSpecification {

  /** What one arrival holds. */
  private record Held(int permits, boolean corrected) {}

  private final List<List<Held>> held =
      Stream.<List<Held>>generate(ArrayList::new).limit(GateOperations.THREADS + 1).toList();
  private final int cap;
  private int permits = CostOperations.PERMITS;
  private boolean closed;

  CostSpecification(int cap) {
    this.cap = cap;
    for (int thread = 1; thread < GateOperations.THREADS; thread++) {
      enter(thread, 1);
    }
  }

  public final Reply enter(int thread, int cost) {
    if (closed) {
      return Reply.CLOSING;
    }
    int taken = Math.min(cost, Math.min(permits, CostOperations.isCapped(thread) ? cap : permits));
    if (taken > free(thread)) {
      return Reply.NOT_NOW;
    }
    held(thread).add(new Held(taken, false));
    return Reply.COME_IN;
  }

  public final boolean leave(int thread) {
    return !held(thread).isEmpty() && held(thread).removeFirst().permits() > 0;
  }

  public final boolean correct(int thread, int cost) {
    if (held(thread).isEmpty()) {
      return false;
    }
    Held first = held(thread).getFirst();
    if (!first.corrected()) {
      int most = first.permits() + Math.max(0, free(thread));
      held(thread).set(0, new Held(Math.min(cost, most), true));
    }
    return true;
  }

  public final void resize(int newPermits) {
    permits = newPermits;
  }

  public final void close() {
    closed = true;
  }

  public final int inside() {
    return inside(thread -> true);
  }

  private int free(int thread) {
    int free = permits - inside();
    return CostOperations.isCapped(thread)
        ? Math.min(free, cap - inside(CostOperations::isCapped))
        : free;
  }

  private int inside(IntPredicate threads) {
    return IntStream.range(0, held.size())
        .filter(threads)
        .flatMap(thread -> held(thread).stream().mapToInt(Held::permits))
        .sum();
  }

  private List<Held> held(int thread) {
    return held.get(thread);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof CostSpecification that
        && permits == that.permits
        && closed == that.closed
        && held.equals(that.held);
  }

  @Override
  public final int hashCode() {
    return Objects.hash(permits, closed, held);
  }

  /** Of a gate that has no partitions. */
  public static class OfGate extends CostSpecification {
    public OfGate() {
      super(Integer.MAX_VALUE);
    }
  }

  /** Of a gate that has one with a cap. */
  public static class OfPartition extends CostSpecification {
    public OfPartition() {
      super(CostOperations.CAPPED.permits());
    }
  }
}
