package dev.weir.gate.shadow;

import dev.weir.gate.Arrival;
import dev.weir.gate.CallResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The notes of requests that are yet to be played, in the order in which they came: bounded,
 * without a lock, for any number of threads that note and one that takes out.
 *
 * <p>A note is a row of numbers in an array that is made once, so that none is allocated, and the
 * collector has none to follow and to move while it is kept. A request whose call is not over when
 * it is taken out is an object from then on, which hears of the rest.
 */
final class RequestRing {

  /** The number of a request that found no place. */
  static final long FULL = -1;

  /** That of no row that is not written yet. */
  private static final long FIRST = 1;

  // What a row has. The first word has the number of the request and its stage, and is written
  // last: a thread that sees it sees the others.
  private static final int STAGE = 0;
  private static final int CAME = 1;
  private static final int RESPONSE = 2;
  private static final int HELD = 3;
  private static final int CALL = 4;
  private static final int WORDS = 5;

  // Each thread leaves a stage by compare-and-set, so that of a request's own thread and the one
  // that plays only one does. While a row is written that does not change hands.
  private static final int UNDECIDED = 1;
  private static final int RUNNING = 2;
  private static final int ENDING = 3;
  private static final int ENDED = 4;
  private static final int SHED = 5;
  private static final int LEFT = 6;
  private static final int TAKEN = 7;
  private static final int STAGE_BITS = 3;
  private static final int STAGE_MASK = (1 << STAGE_BITS) - 1;

  private static final List<CallResult> RESULTS = List.of(CallResult.values());

  private final int mask;
  private final AtomicLongArray words;
  private final AtomicReferenceArray<@Nullable Arrival> arrivals;
  private final AtomicLong added = new AtomicLong(FIRST);
  private final AtomicLong taken = new AtomicLong(FIRST);

  /** Those that were taken out before their calls were over. */
  private final Map<Long, RealRequest> late = new ConcurrentHashMap<>();

  /**
   * Makes an empty ring.
   *
   * @param capacity how many it can hold: a power of two
   */
  RequestRing(int capacity) {
    mask = capacity - 1;
    words = new AtomicLongArray(capacity * WORDS);
    arrivals = new AtomicReferenceArray<>(capacity);
  }

  /** Notes that a request has come, and returns its number, or {@link #FULL}. */
  long add(Arrival arrival, long cameNanos) {
    for (; ; ) {
      long number = added.get();
      if (number - taken.get() > mask) {
        return FULL;
      }
      if (added.compareAndSet(number, number + 1)) {
        arrivals.setPlain(slot(number), arrival);
        words.setPlain(row(number) + CAME, cameNanos);
        words.setRelease(row(number) + STAGE, at(number, UNDECIDED));
        return number;
      }
    }
  }

  /** Notes that the backend works for a request. */
  void running(long number) {
    if (!moves(number, UNDECIDED, RUNNING)) {
      has(late.get(number), Progress.RUNNING);
    }
  }

  /** Notes that a request was shed. */
  void shed(long number, boolean clientLeft, long atNanos) {
    if (moves(number, UNDECIDED, ENDING)) {
      words.setPlain(row(number) + RESPONSE, atNanos);
      words.setRelease(row(number) + STAGE, at(number, clientLeft ? LEFT : SHED));
    } else {
      has(late.remove(number), new Progress.Shed(clientLeft, atNanos));
    }
  }

  /** Notes that the call of a request is over; only the first time counts. */
  void ended(long number, CallResult result, long responseNanos, long heldNanos, int cost) {
    if (moves(number, RUNNING, ENDING)) {
      words.setPlain(row(number) + RESPONSE, responseNanos);
      words.setPlain(row(number) + HELD, heldNanos);
      words.setPlain(row(number) + CALL, ((long) cost << Integer.SIZE) | RESULTS.indexOf(result));
      words.setRelease(row(number) + STAGE, at(number, ENDED));
    } else {
      CallTimes times = new CallTimes(result, responseNanos, heldNanos, cost);
      has(late.remove(number), new Progress.Ended(times));
    }
  }

  private static void has(@Nullable RealRequest request, Progress reached) {
    if (request != null) {
      request.has(reached);
    }
  }

  /**
   * Takes out the first if it came no later than at a moment; null if it did not, or there is none,
   * or it is being written.
   */
  @Nullable RealRequest pollUntil(long nanos) {
    long number = taken.getPlain();
    if (words.getAcquire(row(number) + STAGE) >>> STAGE_BITS != number) {
      return null;
    }
    long cameNanos = words.getPlain(row(number) + CAME);
    if (cameNanos - nanos > 0) {
      return null;
    }
    Arrival arrival = Objects.requireNonNull(arrivals.getPlain(slot(number)));
    RealRequest request = new RealRequest(arrival, cameNanos);
    if (!passTo(number, request)) {
      return null;
    }
    arrivals.setPlain(slot(number), null);
    taken.setRelease(number + 1);
    return request;
  }

  /** Lets an object know what its row says, and hear the rest; false if that is being written. */
  private boolean passTo(long number, RealRequest request) {
    int stage = (int) words.getAcquire(row(number) + STAGE) & STAGE_MASK;
    switch (stage) {
      case UNDECIDED, RUNNING -> {
        if (stage == RUNNING) {
          request.has(Progress.RUNNING);
        }
        late.put(number, request);
        if (!moves(number, stage, TAKEN)) {
          late.remove(number);
          return false;
        }
      }
      case ENDED -> request.has(new Progress.Ended(times(number)));
      case SHED, LEFT ->
          request.has(new Progress.Shed(stage == LEFT, words.getPlain(row(number) + RESPONSE)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private CallTimes times(long number) {
    long call = words.getPlain(row(number) + CALL);
    return new CallTimes(
        RESULTS.get((int) call),
        words.getPlain(row(number) + RESPONSE),
        words.getPlain(row(number) + HELD),
        (int) (call >>> Integer.SIZE));
  }

  private boolean moves(long number, int from, int to) {
    return words.compareAndSet(row(number) + STAGE, at(number, from), at(number, to));
  }

  private static long at(long number, int stage) {
    return (number << STAGE_BITS) | stage;
  }

  private int slot(long number) {
    return (int) number & mask;
  }

  private int row(long number) {
    return slot(number) * WORDS;
  }
}
