package dev.weir.gate.strategy;

import static dev.weir.gate.strategy.GateOperations.FIRST_THREAD;
import static dev.weir.gate.strategy.GateOperations.THREADS;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one thread alone would see of {@link GateOperations}: whatever threads see together has to
 * be explained by one order of their calls. An arrival that waits in vain saw a moment at which no
 * permit was free; one that waits and enters came at the moment of that permit.
 */
public abstract class GateSpecification {

  private final int[] held = new int[THREADS + 1];
  private int permits;
  private boolean closed;

  GateSpecification(int permits) {
    this.permits = permits;
    enter(FIRST_THREAD);
  }

  /** Returns how many permits are gone, of which some may be still inside. */
  abstract int gone();

  public final Reply enter(int thread) {
    if (closed) {
      return Reply.CLOSING;
    }
    if (gone() >= permits || isAtItsCap(thread)) {
      return Reply.NOT_NOW;
    }
    held[thread]++;
    entered();
    return Reply.COME_IN;
  }

  public final Reply enterAtOnce(int thread) {
    return enter(thread);
  }

  public final boolean leave(int thread) {
    if (held[thread] == 0) {
      return false;
    }
    held[thread]--;
    return true;
  }

  public final void close() {
    closed = true;
  }

  public final void resize(int newPermits) {
    permits = newPermits;
  }

  public final int inside() {
    return Arrays.stream(held).sum();
  }

  public final boolean soundPicture() {
    return true;
  }

  void entered() {}

  /** Returns whether what is gone does not come back. */
  boolean isPaced() {
    return false;
  }

  /** Returns whether the partition of a thread has as many permits as it may. */
  boolean isAtItsCap(int thread) {
    return false;
  }

  final int inside(IntPredicate threads) {
    return IntStream.range(0, held.length).filter(threads).map(thread -> held[thread]).sum();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof GateSpecification that
        && permits == that.permits
        && closed == that.closed
        && gone() == that.gone()
        && isPaced() == that.isPaced()
        && Arrays.equals(held, that.held);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(held) + gone();
  }
}
