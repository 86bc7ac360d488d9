package dev.weir.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The store, the ways to it, and what can happen to both, in virtual time. */
final class SimulatedNetwork {

  private static final long MILLI = 1_000_000;

  private final ScriptedStore store;
  private final VirtualTime time;
  private final RandomGenerator random;
  private final List<Runnable> queued = new ArrayList<>();
  private double loss;
  private boolean isHung;
  private boolean isDown;
  private int runs;
  private long clockOffsetMillis = 1_700_000_000_000L;

  SimulatedNetwork(ScriptedStore store, VirtualTime time, RandomGenerator random) {
    this.store = store;
    this.time = time;
    this.random = random;
  }

  /** Sends a claim; what comes back may be too late for the replica. */
  void send(LeaseClaim claim, Consumer<List<Long>> reply) {
    if (random.nextDouble() < loss) {
      if (random.nextBoolean()) {
        return;
      }
      // It arrives long after the replica has given it up.
      time.after(random.nextLong(3_000 * MILLI), () -> arrive(claim, ignored -> {}));
      return;
    }
    time.after(random.nextLong(3 * MILLI), () -> arrive(claim, reply));
  }

  private void arrive(LeaseClaim claim, Consumer<List<Long>> reply) {
    if (isHung) {
      queued.add(() -> execute(claim, reply));
    } else if (!isDown) {
      execute(claim, reply);
    }
  }

  private void execute(LeaseClaim claim, Consumer<List<Long>> reply) {
    long nowMillis = time.nowNanos() / MILLI + clockOffsetMillis;
    List<Long> granted = store.run(claim, nowMillis, Integer.toHexString(runs));
    if (random.nextDouble() >= loss) {
      time.after(random.nextLong(3 * MILLI), () -> reply.accept(granted));
    }
  }

  /** Loses this part of all claims and replies from now on. */
  void lose(double part) {
    loss = part;
  }

  boolean isUp() {
    return !isHung && !isDown;
  }

  /** Stops the store, which keeps what is sent to it. */
  void hang() {
    isHung = true;
  }

  /** Lets the store go on with what has been sent to it meanwhile. */
  void resume() {
    isHung = false;
    queued.forEach(Runnable::run);
    queued.clear();
  }

  /** Ends the store; what was sent to it is lost. */
  void stop() {
    isDown = true;
    isHung = false;
    queued.clear();
  }

  /** Starts the store anew, with no memory. */
  void startEmpty() {
    stop();
    store.forget();
    start();
  }

  /** Starts the store anew, or another one in its place, with what was saved last. */
  void startFromSaved() {
    stop();
    store.restore();
    start();
  }

  private void start() {
    isDown = false;
    runs++;
  }

  void save() {
    store.save();
  }

  /** Sets the clock of the store. */
  void setClock(long millis) {
    clockOffsetMillis += millis;
  }
}
