package dev.weir.gate.strategy;

import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Waiter;
import dev.weir.gate.queue.Waiters;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes arrivals, in order, to one subscriber, as fast as that requests them; keeps up to a
 * bound of others in a buffer, and takes no more.
 *
 * <p>{@code java.util.concurrent.SubmissionPublisher} is not enough here: it rounds its bound up to
 * a power of two, and what is in its buffer can't be taken out again.
 *
 * <p>Signals are sent one at a time, with the lock held, so a subscriber must be quick.
 */
final class ArrivalPublisher implements Flow.Publisher<Waiter> {

  /** How many were requested and not yet emitted, and how many are in the buffer. */
  record Levels(long demand, int buffered) {}

  private final int bound;

  private final ReentrantLock lock = new ReentrantLock();
  // From here on only with the lock held.
  private final Waiters buffer = new Waiters();
  private Flow.@Nullable Subscriber<? super Waiter> subscriber;
  private long demand;
  private boolean closed;

  ArrivalPublisher(int bound) {
    this.bound = bound;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Waiter> newcomer) {
    lock.lock();
    try {
      boolean first = subscriber == null;
      if (first) {
        subscriber = newcomer;
      }
      newcomer.onSubscribe(new Requests(first));
      if (!first) {
        newcomer.onError(new IllegalStateException("There is a subscriber already"));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Emits it, keeps it in the buffer, or decides that it can't be taken.
   *
   * @return whether it is in the buffer; if not, it is settled
   */
  boolean offer(Waiter waiter) {
    lock.lock();
    try {
      if (closed) {
        waiter.shed(ShedReason.CLOSING);
      } else if (demand == 0 && buffer.size() >= bound) {
        waiter.shed(ShedReason.ROOM_FULL);
      } else {
        buffer.add(waiter);
        emit();
      }
      return !waiter.isSettled();
    } finally {
      lock.unlock();
    }
  }

  /** Sheds one that is in the buffer; if it was emitted meanwhile, that stands. */
  void withdraw(Waiter waiter, ShedReason reason) {
    lock.lock();
    try {
      if (buffer.remove(waiter)) {
        waiter.shed(reason);
      }
    } finally {
      lock.unlock();
    }
  }

  Levels levels() {
    lock.lock();
    try {
      return new Levels(demand, buffer.size());
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, decides about those in the buffer, and tells the subscriber that it is over. */
  void close() {
    end(Flow.Subscriber::onComplete);
  }

  private void end(Consumer<Flow.Subscriber<? super Waiter>> lastSignal) {
    lock.lock();
    try {
      while (!buffer.isEmpty()) {
        Waiter waiter = buffer.removeFirst();
        waiter.shed(ShedReason.CLOSING);
        waiter.wake();
      }
      if (!closed && subscriber != null) {
        lastSignal.accept(subscriber);
      }
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void emit() {
    while (subscriber != null && demand > 0 && !buffer.isEmpty()) {
      demand--;
      subscriber.onNext(buffer.removeFirst());
    }
  }

  private final class Requests implements Flow.Subscription {

    private final boolean heeded;

    Requests(boolean heeded) {
      this.heeded = heeded;
    }

    @Override
    public void request(long n) {
      lock.lock();
      try {
        if (heeded) {
          demand(n);
        }
      } finally {
        lock.unlock();
      }
    }

    private void demand(long n) {
      if (n > 0) {
        demand += n;
        emit();
      } else {
        end(receiver -> receiver.onError(new IllegalArgumentException(n + " were requested")));
      }
    }

    @Override
    public void cancel() {
      if (heeded) {
        end(receiver -> {});
      }
    }
  }
}
