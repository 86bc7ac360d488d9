package dev.weir.gate.strategy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.weir.gate.Arrival;
import dev.weir.gate.ShedReason;
import dev.weir.gate.queue.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalPublisherTest {

  private final ArrivalPublisher publisher = new ArrivalPublisher(2);
  private final Listener listener = new Listener();

  /** Writes down what it gets. */
  private static final class Listener implements Flow.Subscriber<Waiter> {
    final List<Waiter> heard = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Waiter waiter) {
      heard.add(waiter);
    }

    @Override
    public void onError(Throwable thrown) {
      ends.add(thrown.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      ends.add("complete");
    }

    void request(long n) {
      Objects.requireNonNull(subscription).request(n);
    }
  }

  private Waiter offer() {
    Waiter waiter = new Waiter(Arrival.from("somebody"), 0);
    publisher.offer(waiter);
    return waiter;
  }

  @Test
  void emitsNoMoreThanWasRequestedInTheOrderOfArrival() {
    publisher.subscribe(listener);
    Waiter first = offer();
    Waiter second = offer();
    assertThat(listener.heard, empty());
    listener.request(1);
    assertThat(listener.heard, contains(first));
    listener.request(3);
    Waiter third = offer();
    assertThat(listener.heard, contains(first, second, third));
    assertThat(publisher.levels(), is(new ArrivalPublisher.Levels(1, 0)));
  }

  @Test
  void takesNoMoreThanTheBufferHoldsWhileThereIsNoDemand() {
    publisher.subscribe(listener);
    offer();
    offer();
    assertThat(offer().shedReason(), is(ShedReason.ROOM_FULL));
    listener.request(1);
    assertThat(offer().isSettled(), is(false));
  }

  @Test
  void aWaiterThatWasWithdrawnIsNotEmitted() {
    publisher.subscribe(listener);
    Waiter waiter = offer();
    publisher.withdraw(waiter, ShedReason.DEADLINE);
    assertThat(waiter.shedReason(), is(ShedReason.DEADLINE));
    listener.request(1);
    assertThat(listener.heard, empty());
  }

  @Test
  void aWaiterThatWasEmittedCantBeWithdrawn() {
    publisher.subscribe(listener);
    listener.request(1);
    Waiter waiter = offer();
    publisher.withdraw(waiter, ShedReason.DEADLINE);
    assertThat(waiter.isSettled(), is(false));
  }

  @Test
  void aSubscriberThatCancelsGetsNoMore() {
    publisher.subscribe(listener);
    Waiter waiter = offer();
    Objects.requireNonNull(listener.subscription).cancel();
    assertThat(waiter.shedReason(), is(ShedReason.CLOSING));
    assertThat(listener.ends, empty());
    assertThat(offer().shedReason(), is(ShedReason.CLOSING));
  }

  @Test
  void aSubscriberThatWasRefusedCancelsNothing() {
    publisher.subscribe(listener);
    Listener second = new Listener();
    publisher.subscribe(second);
    Objects.requireNonNull(second.subscription).cancel();
    assertThat(offer().isSettled(), is(false));
  }

  @Test
  void aSecondSubscriberIsRefused() {
    publisher.subscribe(listener);
    Listener second = new Listener();
    publisher.subscribe(second);
    second.request(5);
    offer();
    assertThat(second.ends, contains("IllegalStateException"));
    assertThat(second.heard, empty());
  }

  @Test
  void aRequestForNothingIsAnError() {
    publisher.subscribe(listener);
    listener.request(0);
    assertThat(listener.ends, contains("IllegalArgumentException"));
    assertThat(offer().shedReason(), is(ShedReason.CLOSING));
  }

  @Test
  void closingCompletesOnceAndDecidesAboutTheBuffer() {
    publisher.subscribe(listener);
    Waiter waiter = offer();
    publisher.close();
    publisher.close();
    assertThat(waiter.shedReason(), is(ShedReason.CLOSING));
    assertThat(listener.ends, contains("complete"));
    listener.request(1);
    assertThat(listener.heard, empty());
  }
}
