package dev.weir.gate.strategy;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** The permit of an arrival that came in at a moment when the gate has much to do, or may have. */
final class TimedPermit extends CostedPermit {

  private static final AtomicReferenceFieldUpdater<TimedPermit, @Nullable Ending> ENDING =
      AtomicReferenceFieldUpdater.newUpdater(TimedPermit.class, Ending.class, "ending");

  private record Ending(CallResult result, long tookNanos) {}

  private final Learning learning;
  private long enteredNanos;

  /** How many were inside then, itself included; 0 if it is not timed. */
  private int insideAtEntry;

  private volatile @Nullable Ending ending;

  TimedPermit(Learning learning, Arrival arrival) {
    super(learning.semaphore(), arrival);
    this.learning = learning;
  }

  /** It has its permits from this moment on. */
  void begin(long nanos) {
    enteredNanos = nanos;
    insideAtEntry = learning.rules().areSearching() ? learning.semaphore().inside() : 1;
  }

  @Override
  public void callEnded(CallResult result) {
    if (learning.rules().areSearching()) {
      ENDING.compareAndSet(this, null, endingNow(result));
    }
  }

  @Override
  void closing() {
    if (insideAtEntry == 0) {
      return;
    }
    if (learning.rules().areSearching()) {
      Ending said = ending;
      Ending ended = said == null ? endingNow(CallResult.SUCCESS) : said;
      learning.rules().callEnded(enteredNanos, ended.tookNanos(), insideAtEntry, ended.result());
    }
    long nowNanos = learning.nanoTime().getAsLong();
    learning.estimates().of(arrival).holdTime.add(nowNanos - enteredNanos, nowNanos);
  }

  private Ending endingNow(CallResult result) {
    return new Ending(result, learning.nanoTime().getAsLong() - enteredNanos);
  }
}
