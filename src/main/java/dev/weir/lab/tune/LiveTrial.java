package dev.weir.lab.tune;

import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Changes the permits of a gate under the load that it has. That has to be more than the backend
 * can do: all permits have to be out, or the number would say nothing.
 */
public final class LiveTrial implements Trial {

  private static final int LOOKS = 5;
  private static final double ALMOST_ALL = 0.9;

  private final LiveGate gate;
  private final Stop stop;
  private Duration latency = Duration.ZERO;

  /** Prepares to change this gate, until it is stopped. */
  public LiveTrial(LiveGate gate, Stop stop) {
    this.gate = gate;
    this.stop = stop;
  }

  @Override
  public Sample measure(int permits) throws NoKneeException, StoppedException {
    gate.permits(permits);
    if (latency.isZero()) {
      // The first window says how long to look.
      measureNow(permits);
    }
    return measureNow(permits);
  }

  private Sample measureNow(int permits) throws NoKneeException, StoppedException {
    Window window = Window.of(latency);
    stop.pause(window.settling());
    LiveGate.Levels before = gate.levels();
    LiveGate.Levels last = before;
    int inside = 0;
    for (int look = 0; look < LOOKS; look++) {
      stop.pause(window.measured().dividedBy(LOOKS));
      last = gate.levels();
      inside += last.inside();
    }
    checkLoad(permits, inside / (double) LOOKS);
    Duration took = Duration.between(before.at(), last.at());
    long served = last.served() - before.served();
    if (served <= 0) {
      throw new NoKneeException("with %d permits no request was served".formatted(permits));
    }
    double perSecond = served * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
    Sample sample = new Sample(permits, perSecond);
    latency = Duration.ofNanos((long) (sample.seconds() * TimeUnit.SECONDS.toNanos(1)));
    return sample;
  }

  private static void checkLoad(int permits, double inside) throws NoKneeException {
    if (inside < ALMOST_ALL * permits) {
      throw new NoKneeException(
          "of %d permits only %.0f were out: the load is less than the backend can do; send more, and run this again"
              .formatted(permits, inside));
    }
  }
}
