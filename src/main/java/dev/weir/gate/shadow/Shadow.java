package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Admission.Admitted;
import dev.weir.gate.Arrival;
import dev.weir.gate.Gate;
import dev.weir.gate.GateObserver;
import dev.weir.gate.ShedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Strategies that are tried on the requests of one gate, beside the one in force: each decides
 * about the same arrivals, and changes nothing for the requests.
 *
 * <p>A request that enters leaves a note of its arrival, and of its call when that is over. One
 * thread plays the notes a second later, when as a rule is known for how long the permit was held:
 * so a request that a shadow admits holds its permit for as long as it really did. One that was
 * really shed, or still waits by then, takes the times of another that came lately.
 *
 * <p>A request that finds no place for its note is not tried, and counted as lost; no request ever
 * waits for a shadow.
 */
public final class Shadow {

  /** How long a note is kept until it is played; a request that waits longer has no times then. */
  static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How many notes are kept: more requests than one process serves in that time. */
  static final int MOST_NOTED = 1 << 17;

  private final LongSupplier nanoTime;
  private final Function<String, GateObserver> observers;
  private final RequestRing requests;
  private final LongAdder lost = new LongAdder();
  private volatile List<ShadowStrategy> wanted = List.of();
  private volatile List<VirtualGate> gates = List.of();

  // From here on only of the thread that plays.
  private final RecentCalls recent = new RecentCalls();
  private final List<RealRequest> unended = new ArrayList<>();
  private long playedNanos;

  /**
   * Makes the shadow of a gate, which tries nothing yet.
   *
   * @param observers returns what observes the decisions of the strategy with a label
   */
  public Shadow(LongSupplier nanoTime, Function<String, GateObserver> observers) {
    this(nanoTime, observers, MOST_NOTED);
  }

  Shadow(LongSupplier nanoTime, Function<String, GateObserver> observers, int mostNoted) {
    this.nanoTime = nanoTime;
    this.observers = observers;
    this.requests = new RequestRing(mostNoted);
    this.playedNanos = nanoTime.getAsLong();
  }

  /**
   * Tries these strategies from now on; those that were tried already go on as they are, with their
   * settings of now.
   */
  public void tryOut(List<ShadowStrategy> strategies) {
    wanted = List.copyOf(strategies);
  }

  /** Returns what each strategy would have done. */
  public List<ShadowVerdict> verdicts() {
    return gates.stream().map(VirtualGate::verdict).toList();
  }

  /** Returns how many requests were lost to the shadows, as there were too many. */
  public long lost() {
    return lost.sum();
  }

  /** Lets a request enter a gate, and notes what becomes of it. */
  Admission enter(Gate gate, Arrival arrival) {
    long cameNanos = nanoTime.getAsLong();
    long number = requests.add(arrival, cameNanos);
    if (number == RequestRing.FULL) {
      lost.increment();
      return gate.enter(arrival);
    }
    return switch (gate.enter(arrival)) {
      case Admitted admitted ->
          new Admitted(
              new ObservedPermit(
                  admitted.permit(),
                  requests,
                  number,
                  cameNanos + admitted.waitedNanos(),
                  nanoTime),
              admitted.waitedNanos());
      case Admission.Shed shed -> {
        boolean clientLeft = shed.reason() == ShedReason.INTERRUPTED;
        requests.shed(number, clientLeft, cameNanos + shed.waitedNanos());
        yield shed;
      }
    };
  }

  /** Plays all that is due; for one thread. */
  void play() {
    long untilNanos = nanoTime.getAsLong() - DELAY_NANOS;
    begin(wanted);
    unended.removeIf(this::isLearnt);
    gates.forEach(VirtualGate::findEnded);
    for (RealRequest next = requests.pollUntil(untilNanos);
        next != null;
        next = requests.pollUntil(untilNanos)) {
      play(next);
    }
    passTo(untilNanos);
    gates.forEach(gate -> gate.advanceTo(playedNanos));
  }

  private void play(RealRequest next) {
    // Two that come at once may be noted in the other order.
    passTo(next.cameNanos);
    if (!isLearnt(next)) {
      unended.add(next);
    }
    for (VirtualGate gate : gates) {
      gate.arrive(next, playedNanos);
    }
  }

  private void passTo(long nanos) {
    playedNanos += Math.max(0, nanos - playedNanos);
  }

  private void begin(List<ShadowStrategy> strategies) {
    if (!strategies.equals(gates.stream().map(VirtualGate::shadow).toList())) {
      gates = strategies.stream().map(this::gate).toList();
    }
  }

  private VirtualGate gate(ShadowStrategy strategy) {
    Optional<VirtualGate> before =
        gates.stream().filter(gate -> gate.shadow().label().equals(strategy.label())).findFirst();
    before.ifPresent(gate -> gate.update(strategy));
    return before.orElseGet(
        () ->
            new VirtualGate(
                strategy,
                observers.apply(strategy.label()),
                playedNanos,
                this::times,
                new Agenda()));
  }

  /** Learns from a request if nothing more is to be known of it, and returns whether that is so. */
  private boolean isLearnt(RealRequest request) {
    if (request.progress() instanceof Progress.Ended ended) {
      recent.add(request.arrival, ended.times());
      return true;
    }
    return request.progress() instanceof Progress.Shed;
  }

  /** A call that runs is waited for; one that has not begun may never do. */
  private @Nullable CallTimes times(RealRequest request) {
    return switch (request.progress()) {
      case Progress.Ended ended -> ended.times();
      case Progress.Running running -> null;
      case Progress.Undecided undecided -> drawn(request);
      case Progress.Shed shed -> drawn(request);
    };
  }

  /** All strategies that are tried take the same times, so that these are no difference. */
  private @Nullable CallTimes drawn(RealRequest request) {
    if (request.drawn == null) {
      request.drawn = recent.draw(request.arrival);
    }
    return request.drawn;
  }
}
