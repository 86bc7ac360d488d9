package dev.weir.cluster;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Calls the store whenever the replica has something to say. While requests come or wait it looks
 * at the gates every 20 ms; else it rests until the next claim is due, or until a request comes.
 */
final class Renewer implements Runnable {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Replica replica;
  private final LeaseStore store;
  private final ClusterObserver observer;
  private final LongSupplier nanoTime;
  private final Watch watch;
  private final Semaphore calledUp = new Semaphore(0);

  /** Guards the replica and the three below: a request may see the end of a lease first. */
  private final ReentrantLock lock = new ReentrantLock();

  private boolean isTouched;
  private boolean isResting;
  private boolean isStopped;

  Renewer(Replica replica, LeaseStore store, ClusterObserver observer, LongSupplier nanoTime) {
    this.replica = replica;
    this.store = store;
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.watch = new Watch(nanoTime, nowNanos -> locked(this::touch));
  }

  /** Returns what each request has to look at. */
  Watch watch() {
    return watch;
  }

  @Override
  public void run() {
    try (store) {
      boolean isStopping;
      do {
        isStopping = restsUntilStopped();
        call(whenLocked(replica::claim));
      } while (!isStopping);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a claim is due; returns whether it is the last one. */
  private boolean restsUntilStopped() throws InterruptedException {
    for (long nanos = restNanos(); nanos > 0; nanos = restNanos()) {
      if (calledUp.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        calledUp.drainPermits();
      }
    }
    return whenLocked(nowNanos -> isStopped);
  }

  /** Returns how long to rest before the next look; 0 if a claim is due. */
  private long restNanos() {
    return whenLocked(
        nowNanos -> {
          if (isStopped || replica.isDue(nowNanos)) {
            return 0L;
          }
          isResting = !isTouched && !replica.isRestless();
          isTouched = false;
          watch.set(nowNanos);
          long nanos = replica.dueNanos() - nowNanos;
          return isResting ? nanos : Math.min(nanos, LOOK_NANOS);
        });
  }

  /** A request comes, or a permit comes back. */
  private void touch(long nowNanos) {
    replica.check(nowNanos);
    watch.set(replica.endNanos(nowNanos));
    isTouched = true;
    callUp();
  }

  private void callUp() {
    if (isResting) {
      isResting = false;
      calledUp.release();
    }
  }

  private void call(LeaseClaim claim) {
    long sentNanos = nanoTime.getAsLong();
    try {
      LeaseReply reply = store.renew(claim);
      observer.called(nanoTime.getAsLong() - sentNanos);
      locked(
          nowNanos -> {
            // Before a share is in force: the process may be paused between the two.
            watch.set(nowNanos);
            replica.granted(reply, nowNanos);
          });
    } catch (LeaseStoreException | RuntimeException e) {
      observer.failed(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
      locked(replica::failed);
    }
  }

  /** Adds a gate whose limits are shared. */
  void add(SharedGate gate) {
    locked(
        nowNanos -> {
          replica.add(gate, nowNanos);
          callUp();
        });
  }

  /** Wants nothing in advance any more. */
  void leave() {
    locked(nowNanos -> replica.leave());
  }

  /** Lets in nothing more, and makes one last claim. */
  void stop() {
    locked(
        nowNanos -> {
          isStopped = true;
          replica.stop();
        });
    calledUp.release();
  }

  ClusterLevels levels() {
    return whenLocked(replica::levels);
  }

  private void locked(LongConsumer action) {
    whenLocked(
        nowNanos -> {
          action.accept(nowNanos);
          return true;
        });
  }

  private <T> T whenLocked(LongFunction<T> action) {
    lock.lock();
    try {
      return action.apply(nanoTime.getAsLong());
    } finally {
      lock.unlock();
    }
  }
}
