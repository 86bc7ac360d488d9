package dev.weir.gate.shadow;

import dev.weir.gate.Admission;
import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import dev.weir.gate.GateLevels;
import dev.weir.gate.GateObserver;
import dev.weir.gate.PendingAdmission;
import dev.weir.gate.Permit;
import dev.weir.gate.strategy.NonBlockingGate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One strategy that is tried: its real gate, on a clock that is played. Requests wait in its line
 * without threads, and hold its permits for as long as their real calls did. For one thread, but
 * for the {@link #verdict}.
 */
final class VirtualGate {

  private volatile ShadowStrategy shadow;
  private final Function<RealRequest, @Nullable CallTimes> times;
  private final NonBlockingGate gate;
  private final Tally tally;
  private final Agenda agenda;
  private final Queue<Visit> woken = new ArrayDeque<>();
  private final List<Visit> unended = new ArrayList<>();
  private long nowNanos;

  /**
   * Begins with an empty gate.
   *
   * @param observer observes its decisions
   * @param times looks up how the call of a request goes; null while that is not known
   * @param agenda an empty one
   */
  VirtualGate(
      ShadowStrategy shadow,
      GateObserver observer,
      long nowNanos,
      Function<RealRequest, @Nullable CallTimes> times,
      Agenda agenda) {
    this.shadow = shadow;
    this.agenda = agenda;
    this.times = times;
    this.nowNanos = nowNanos;
    this.tally = new Tally(nowNanos);
    this.gate = shadow.strategy().open(observer, () -> this.nowNanos);
  }

  ShadowStrategy shadow() {
    return shadow;
  }

  /** Puts other settings in force, for those that wait and are inside too. */
  void update(ShadowStrategy next) {
    if (!next.equals(shadow)) {
      gate.update(next.strategy());
      shadow = next;
      lookAtWoken();
    }
  }

  /** Returns what it would have done. */
  ShadowVerdict verdict() {
    GateLevels levels = gate.levels();
    return tally.verdict(shadow, levels.waiting(), levels.inside());
  }

  /** Lets a request come at a moment, after all that happens until then. */
  void arrive(RealRequest request, long atNanos) {
    advanceTo(atNanos);
    new Visit(request).begin();
    lookAtWoken();
  }

  /** Lets all happen that happens until a moment. */
  void advanceTo(long nanos) {
    for (Agenda.Entry next = agenda.pollUntil(nanos);
        next != null;
        next = agenda.pollUntil(nanos)) {
      nowNanos += Math.max(0, next.nanos() - nowNanos);
      next.action().run();
      lookAtWoken();
    }
    nowNanos += Math.max(0, nanos - nowNanos);
    tally.passed(nowNanos);
  }

  /** Looks whether calls have ended that had not when they were admitted. */
  void findEnded() {
    unended.removeIf(Visit::findsItsTimes);
  }

  /** A request is woken with a lock of the gate held; what follows from that is done here. */
  private void lookAtWoken() {
    for (Visit next = woken.poll(); next != null; next = woken.poll()) {
      next.look();
    }
  }

  /** One request at this gate. */
  private final class Visit {

    private final RealRequest request;
    private @Nullable PendingAdmission waiting;
    private Agenda.@Nullable Entry timeout;
    private @Nullable Permit permit;
    private long admittedNanos;

    Visit(RealRequest request) {
      this.request = request;
    }

    void begin() {
      waiting = gate.arrive(request.arrival, () -> woken.add(this));
      look();
      if (waiting != null
          && request.progress() instanceof Progress.Shed shed
          && shed.clientLeft()) {
        agenda.add(shed.atNanos(), this::leave);
      }
    }

    /** Goes on if it is decided, or else sees until when it waits now. */
    void look() {
      if (waiting == null) {
        return;
      }
      if (timeout != null) {
        agenda.cancel(timeout);
        timeout = null;
      }
      switch (waiting.poll()) {
        case null -> timeout = agenda.add(waiting.untilNanos(), this::expire);
        case Admission.Admitted admitted -> {
          waiting = null;
          tally.admitted(admitted.waitedNanos());
          start(admitted.permit());
        }
        case Admission.Shed shed -> {
          waiting = null;
          tally.shed(shed.reason());
        }
      }
    }

    private void expire() {
      timeout = null;
      if (waiting != null) {
        waiting.expire();
        look();
      }
    }

    private void leave() {
      if (waiting != null) {
        waiting.leave();
        look();
      }
    }

    private void start(Permit granted) {
      permit = granted;
      admittedNanos = nowNanos;
      if (!findsItsTimes()) {
        unended.add(this);
      }
    }

    /** Plans the end of its call, and returns whether that is known. */
    boolean findsItsTimes() {
      CallTimes known = times.apply(request);
      if (known != null) {
        agenda.add(admittedNanos + known.responseNanos(), () -> responded(known));
      }
      return known != null;
    }

    private void responded(CallTimes known) {
      Permit held = Objects.requireNonNull(permit);
      held.callEnded(known.result());
      if (known.cost() > 0) {
        held.costs(known.cost());
      }
      if (known.result() == CallResult.SUCCESS && isInTime()) {
        tally.served();
      }
      if (known.heldNanos() > known.responseNanos()) {
        agenda.add(admittedNanos + known.heldNanos(), held::close);
      } else {
        held.close();
      }
    }

    private boolean isInTime() {
      Arrival arrival = request.arrival;
      return arrival.deadlineNanos().isEmpty()
          || nowNanos - arrival.deadlineNanos().getAsLong() <= 0;
    }
  }
}
