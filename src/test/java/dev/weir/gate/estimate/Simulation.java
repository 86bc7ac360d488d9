package dev.weir.gate.estimate;

import dev.weir.gate.CallResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A gate with a limit, fixed or found by a {@link LimitFinder}, in front of a backend that is
 * computed. Its clock jumps from event to event, so that minutes pass in no time.
 */
final class Simulation {

  /** What a call turns out to be. */
  record Call(CallResult result, double millis) {

    static Call success(double millis) {
      return new Call(CallResult.SUCCESS, millis);
    }
  }

  /** Says what becomes of a call. */
  interface Backend {

    /**
     * Returns what becomes of a call that begins now.
     *
     * @param inside how many are inside, this one included
     */
    Call call(double second, int inside, Random random);
  }

  /** Says how many requests come in a second, at a moment. */
  interface Load {
    double perSecond(double second);
  }

  private record Inside(long startNanos, long endNanos, int insideAtStart, Call call) {}

  private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final double SECOND_NANOS = 1e9;

  private final Random random = new Random(1);
  private final PriorityQueue<Inside> inside =
      new PriorityQueue<>(Comparator.comparingLong(Inside::endNanos));
  private final ArrayDeque<Long> room = new ArrayDeque<>();
  private final int places;
  private final double mostPerSecond;
  private final Load load;
  private final Backend backend;
  private long nowNanos;
  private int permits;

  /** Never more than {@code mostPerSecond} come. */
  Simulation(int places, double mostPerSecond, Load load, Backend backend) {
    this.places = places;
    this.mostPerSecond = mostPerSecond;
    this.load = load;
    this.backend = backend;
  }

  /** Returns how many calls ended well in each minute with a fixed limit. */
  long[] fixed(int limit, int minutes) {
    permits = limit;
    return run(minutes, call -> {});
  }

  /** Returns how many calls ended well in each minute with a limit that is found. */
  long[] found(int beginning, int minutes) {
    permits = beginning;
    LimitFinder finder =
        new LimitFinder(
            new LimitSearch(1, 1_000, beginning),
            beginning,
            () -> nowNanos,
            limit -> permits = limit);
    return run(
        minutes,
        call ->
            finder.callEnded(
                call.startNanos(),
                nowNanos - call.startNanos(),
                call.insideAtStart(),
                call.call().result()));
  }

  private long[] run(int minutes, Consumer<Inside> listener) {
    long[] served = new long[minutes];
    long endNanos = Duration.ofMinutes(minutes).toNanos();
    long nextNanos = 0;
    for (; ; ) {
      if (inside.isEmpty() || nextNanos <= inside.element().endNanos()) {
        nowNanos = nextNanos;
        nextNanos += (long) (-Math.log(1 - random.nextDouble()) / mostPerSecond * SECOND_NANOS);
      } else {
        nowNanos = inside.element().endNanos();
      }
      if (nowNanos >= endNanos) {
        return served;
      }
      if (!inside.isEmpty() && inside.element().endNanos() == nowNanos) {
        Inside ended = inside.remove();
        boolean well = ended.call().result() == CallResult.SUCCESS;
        served[(int) (second() / 60)] += well ? 1 : 0;
        listener.accept(ended);
      } else if (random.nextDouble() * mostPerSecond < load.perSecond(second())) {
        arrive();
      }
      letIn();
    }
  }

  private void arrive() {
    if (room.size() < places || inside.size() < permits) {
      room.add(nowNanos);
    }
  }

  private void letIn() {
    room.removeIf(cameNanos -> nowNanos - cameNanos > MAX_WAIT_NANOS);
    while (!room.isEmpty() && inside.size() < permits) {
      room.remove();
      int insideNow = inside.size() + 1;
      Call call = backend.call(second(), insideNow, random);
      long tookNanos = Math.max(1, (long) (call.millis() * SECOND_NANOS / 1_000));
      inside.add(new Inside(nowNanos, nowNanos + tookNanos, insideNow, call));
    }
  }

  private double second() {
    return nowNanos / SECOND_NANOS;
  }
}
