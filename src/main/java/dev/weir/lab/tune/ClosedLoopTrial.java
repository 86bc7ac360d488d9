package dev.weir.lab.tune;

import dev.weir.lab.load.ClosedLoop;
import dev.weir.lab.load.Connections;
import dev.weir.lab.load.Generator;
import dev.weir.lab.load.PlannedRequest;
import dev.weir.lab.load.Result;
import dev.weir.lab.load.ResultKind;
import dev.weir.lab.load.Stop;
import dev.weir.lab.load.StoppedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests straight to the backend: as many clients as there would be permits, each of which
 * sends the next request when it has its response. So there are always as many inside, as behind a
 * gate with a line.
 */
public final class ClosedLoopTrial implements Trial {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Connections connections;
  private final Stop stop;
  private Duration latency = Duration.ZERO;

  /** Prepares to send requests over these connections, until it is stopped. */
  public ClosedLoopTrial(Connections connections, Stop stop) {
    this.connections = connections;
    this.stop = stop;
  }

  @Override
  public Sample measure(int permits) throws NoKneeException, StoppedException {
    if (latency.isZero()) {
      // The first requests open connections and load code on both sides; they say how long to look.
      run(permits);
    }
    Tally tally = run(permits);
    return new Sample(permits, permits * tally.servedPerSecondInside());
  }

  private Tally run(int permits) throws NoKneeException, StoppedException {
    Window window = Window.of(latency);
    Tally tally = new Tally(window);
    ClosedLoop clients = new ClosedLoop(permits, false, 0, window.whole().toNanos());
    new Generator(connections, List.of(PATIENCE), clients, tally::add).run(stop);
    if (tally.served == 0) {
      throw new NoKneeException(
          "with %d at once no request got a response of 200 within %d s; look at what the backend responds"
              .formatted(permits, PATIENCE.toSeconds()));
    }
    latency = Duration.ofNanos(tally.nanosInside / tally.ended);
    return tally;
  }

  /** What ended within the window. */
  private static final class Tally {

    private final long fromNanos;
    private final long untilNanos;
    private long ended;
    private long served;
    private long nanosInside;

    Tally(Window window) {
      fromNanos = window.settling().toNanos();
      untilNanos = window.whole().toNanos();
    }

    void add(PlannedRequest request, Result result) {
      long endedNanos = request.moment() + result.tookNanos();
      if (endedNanos >= fromNanos && endedNanos <= untilNanos) {
        ended++;
        served += result.outcome() == ResultKind.SERVED ? 1 : 0;
        nanosInside += result.tookNanos();
      }
    }

    /**
     * By Little's law, since each client has one request inside at all times; to count those that
     * end is less exact where they end together.
     */
    double servedPerSecondInside() {
      return served * (double) TimeUnit.SECONDS.toNanos(1) / nanosInside;
    }
  }
}
