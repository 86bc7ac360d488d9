package dev.weir.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A process with one gate, in virtual time: it does what {@link Renewer} does, with the state
 * machine of the real one.
 */
final class SimulatedReplica {

  private static final long MILLI = 1_000_000;
  private static final long LOOK_NANOS = 20 * MILLI;
  private static final long TIMEOUT_NANOS = 250 * MILLI;

  private final VirtualTime time;
  private final SimulatedNetwork network;
  private final RandomGenerator random;
  private final double drift;
  private final Replica replica;
  private final SimulatedGate gate;
  private final List<Runnable> stopped = new ArrayList<>();
  private boolean isPaused;
  private boolean isDead;
  private boolean isCutOff;
  private boolean isTouched;
  private int call;
  private int look;
  private long calls;
  private int failures;
  private boolean wasLeased;
  private long joinedNanos;

  SimulatedReplica(
      ClusterConfig config,
      int capacity,
      int room,
      LongSupplier callNanos,
      VirtualTime time,
      SimulatedNetwork network,
      RandomGenerator random) {
    this.time = time;
    this.network = network;
    this.random = random;
    this.drift = 0.99 + random.nextDouble() / 50;
    this.replica = new Replica(config, new ClusterObserver() {}, random::nextDouble, nowNanos());
    this.gate =
        new SimulatedGate(
            capacity,
            room,
            time,
            new SimulatedGate.Calls() {
              @Override
              public long nextNanos() {
                return callNanos.getAsLong();
              }

              @Override
              public void returned(Runnable close) {
                whenRunning(
                    () -> {
                      touch();
                      close.run();
                    });
              }
            });
    replica.add(gate, nowNanos());
    look();
  }

  private long nowNanos() {
    return (long) (time.nowNanos() * drift) + 12_345;
  }

  private void whenRunning(Runnable action) {
    if (isDead) {
      return;
    }
    if (isPaused) {
      stopped.add(action);
    } else {
      action.run();
    }
  }

  void arrive() {
    whenRunning(
        () -> {
          touch();
          gate.arrive();
        });
  }

  private void touch() {
    replica.check(nowNanos());
    if (!isTouched) {
      isTouched = true;
      lookIn(LOOK_NANOS);
    }
  }

  private void lookIn(long nanos) {
    int number = ++look;
    time.after(
        nanos,
        () ->
            whenRunning(
                () -> {
                  if (number == look && call == 0) {
                    look();
                  }
                }));
  }

  private void look() {
    if (replica.isDue(nowNanos())) {
      call();
      return;
    }
    boolean isResting = !isTouched && !replica.isRestless();
    isTouched = false;
    long nanos = replica.dueNanos() - nowNanos();
    lookIn(isResting ? nanos : Math.min(nanos, LOOK_NANOS));
  }

  private void call() {
    LeaseClaim claim = replica.claim(nowNanos());
    int number = (int) ++calls;
    call = number;
    if (!isCutOff) {
      network.send(claim, reply -> whenRunning(() -> replied(number, claim, reply)));
    }
    time.after(TIMEOUT_NANOS, () -> whenRunning(() -> failed(number)));
  }

  private void replied(int number, LeaseClaim claim, List<Long> reply) {
    if (call != number || isCutOff) {
      return;
    }
    call = 0;
    failures = 0;
    wasLeased = true;
    if (!isLeased()) {
      joinedNanos = time.nowNanos();
    }
    try {
      replica.granted(LeaseScript.reply(claim, reply), nowNanos());
    } catch (LeaseStoreException e) {
      throw new AssertionError(e);
    }
    look();
  }

  private void failed(int number) {
    if (call == number) {
      call = 0;
      failures += network.isUp() || !wasLeased ? 1 : 0;
      replica.failed(nowNanos());
      look();
    }
  }

  void pause() {
    isPaused = true;
  }

  /** Goes on with all that has come meanwhile, in whatever order. */
  void goOn() {
    isPaused = false;
    List<Runnable> all = new ArrayList<>(stopped);
    stopped.clear();
    while (!all.isEmpty()) {
      whenRunning(all.remove(random.nextInt(all.size())));
    }
  }

  /** Ends; the backend goes on with what it has. */
  void kill() {
    isDead = true;
  }

  void cutOff(boolean cutOff) {
    isCutOff = cutOff;
  }

  boolean isDead() {
    return isDead;
  }

  boolean isPaused() {
    return isPaused;
  }

  /**
   * Returns whether it could not reach a store that was there, several times; or any store when it
   * began, which is when it can't know of the others, nor of the calls of one that was killed.
   */
  boolean missesTheStore() {
    return isCutOff || failures > (wasLeased ? 1 : 0);
  }

  /** Returns when it got the first of the leases that it has had without a gap. */
  long joinedNanos() {
    return joinedNanos;
  }

  boolean isLeased() {
    ClusterMode mode = replica.levels(nowNanos()).mode();
    return mode == ClusterMode.LEASED || mode == ClusterMode.LEARNING;
  }

  SimulatedGate gate() {
    return gate;
  }

  ClusterLevels levels() {
    return replica.levels(nowNanos());
  }

  /** Returns how often it has called the store. */
  long calls() {
    return calls;
  }
}
