package dev.weir.gate.estimate;

import dev.weir.gate.estimate.SampleWindow.Sample;
import dev.weir.gate.estimate.TrialCut.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the largest number of permits with which calls do not yet get in each other's way.
 *
 * <p>While calls find all permits out and are as quick as they should be, there are more permits.
 * When calls become slower, or fail more, there are fewer, on trial: only if calls become better by
 * that, the cut stays (see {@link TrialCut}). If not, the permits come back, and what calls are
 * like now is the new {@link Baseline}. So neither slow calls nor errors are taken for overload
 * where fewer at once would not help. That throughput decides, and not latency alone, is the idea
 * of failsafe-go's limiter and of Uber's Cinnamon; the trial in place of a correlation is new here.
 *
 * <p>The limit falls by a fifth when the backend itself says that it is asked too much. It grows
 * half of the way to where it last had to fall from (Xu, Harfoush and Rhee, "Binary Increase
 * Congestion Control", INFOCOM 2004), and beyond that by steps that double. No more than twice what
 * is known to be good is in force: a backend that is flooded at once has collapsed before the first
 * slow call tells of it.
 */
public final class LimitSearch {

  private static final int HARMLESS = 20;
  private static final double REACHED = 0.2;
  private static final double OVERLOADS = 0.05;
  private static final double LEFT_AFTER_OVERLOAD = 0.8;
  private static final double LEFT_AFTER_ERRORS = 0.85;
  private static final double TWICE_AS_LONG = Math.log(2);
  private static final double LEFT_AT_FIRST = 0.7;
  private static final double LEFT_WHEN_CONGESTED = 0.5;
  private static final double LEFT_AT_MOST = 0.9;
  private static final double LITTLE_SLOWER = Math.log(1.1);
  private static final double VISIBLE_CUT = 4;
  private static final int WINDOWS_IN_DOUBT = 8;
  private static final double FINEST = 0.03;
  private static final double COARSEST = 0.12;
  private static final int SHARE_OF_STEP = 4;
  private static final int FEWEST_CALLS = 20;
  private static final int FEWEST_CALLS_OF_EACH_PERMIT = 5;
  private static final int MOST_CALLS = 1_000;
  private static final int MOST_STEP = 8;
  private static final int UNKNOWN = 0;

  private final int fewestPermits;
  private final int mostPermits;
  private final Baseline baseline = new Baseline();
  private int wanted;
  private int knownGood = UNKNOWN;
  private int hadToFallFrom = UNKNOWN;
  private int step = 2;
  private int windowsInDoubt;
  private boolean tried;
  private boolean congested;
  private @Nullable TrialCut trial;

  /** Begins with so many permits, or with fewer, if that many at once would be a risk. */
  public LimitSearch(int fewestPermits, int mostPermits, int permits) {
    this.fewestPermits = fewestPermits;
    this.mostPermits = mostPermits;
    this.wanted = permits;
  }

  /** Returns the limit in force. */
  public int permits() {
    int most = Math.min(mostPermits, Math.max(HARMLESS, 2 * knownGood));
    return Math.max(fewestPermits, Math.min(wanted, most));
  }

  /** Returns how many calls a window needs at any rate. */
  int fewestCalls() {
    return Math.min(FEWEST_CALLS, FEWEST_CALLS_OF_EACH_PERMIT * permits());
  }

  /** Returns how many calls are enough for a window. */
  int wantedCalls() {
    double nextStep = (double) step(permits()) / permits() / SHARE_OF_STEP;
    double precision = trial == null ? Math.clamp(nextStep, FINEST, COARSEST) : FINEST;
    return (int) Math.min(MOST_CALLS, baseline.callsFor(precision));
  }

  /** Changes the limit after one more window. */
  void after(Sample sample) {
    int before = permits();
    baseline.observe(sample);
    baseline.learnErrors(sample);
    if (sample.overloadShare() > OVERLOADS) {
      overloaded(sample, before);
    } else if (!sample.stale() && (trial == null || isOver(trial, sample, before))) {
      change(sample, before);
    }
    if (!sample.stale()) {
      learn(sample, before);
    }
  }

  private void overloaded(Sample sample, int before) {
    trial = null;
    if (!sample.stale()) {
      fellFrom(before);
      wanted = Math.max(fewestPermits, (int) (before * LEFT_AFTER_OVERLOAD));
      knownGood = Math.min(knownGood, wanted);
    }
  }

  /** Returns whether a trial is over, and the cut paid. */
  private boolean isOver(TrialCut cut, Sample sample, int now) {
    return cut.isReady(sample) && judge(cut, sample, now);
  }

  /** Ends a trial, and returns whether it is known that the cut paid. */
  private boolean judge(TrialCut cut, Sample sample, int now) {
    trial = null;
    // Where fewer are asked for than may come in, calls are no better for the cut.
    Verdict verdict = isReached(sample) ? cut.verdict(sample, baseline) : Verdict.UNDECIDED;
    congested = verdict == Verdict.PAID;
    if (congested) {
      fellFrom(cut.permits());
      knownGood = Math.min(knownGood, now);
      return true;
    }
    wanted = cut.permits();
    if (verdict == Verdict.IN_VAIN) {
      baseline.adopt(sample);
    }
    return false;
  }

  private void change(Sample sample, int before) {
    boolean slow = baseline.slow(sample);
    boolean erring = baseline.erring(sample);
    boolean quick = baseline.quick(sample);
    boolean reached = isReached(sample);
    windowsInDoubt = reached && !quick && !slow ? windowsInDoubt + 1 : 0;
    congested &= slow;
    boolean trouble = slow || erring || windowsInDoubt > WINDOWS_IN_DOUBT;
    if (trouble && 2 * sample.inside() >= before) {
      cut(sample, before, erring);
    } else if (reached && quick && !erring) {
      grow(before);
    }
  }

  private void cut(Sample sample, int before, boolean erring) {
    tried = true;
    if (before <= fewestPermits) {
      // Nothing is left to be tried: what calls are like here can't be because of too many.
      baseline.adopt(sample);
      return;
    }
    double inUse = Math.min(before, sample.inside() * 1.05);
    wanted = Math.max(fewestPermits, (int) (inUse * left(sample, erring)));
    double moreErrors = erring ? baseline.moreErrors(sample) : 0;
    trial = new TrialCut(before, sample, !erring || baseline.slow(sample), moreErrors);
  }

  /** A cut has to be large enough for its effect to be seen. */
  private double left(Sample sample, boolean erring) {
    double slowdown = baseline.slowdown(sample);
    if (erring) {
      return LEFT_AFTER_ERRORS;
    }
    if (slowdown >= TWICE_AS_LONG) {
      return congested ? LEFT_WHEN_CONGESTED : LEFT_AT_FIRST;
    }
    double visible = VISIBLE_CUT * baseline.noise(sample);
    return Math.min(LEFT_AT_MOST, Math.exp(-Math.max(slowdown, visible)));
  }

  private void grow(int before) {
    boolean known = hadToFallFrom > before;
    int next = step(before);
    wanted = Math.min(mostPermits, before + next);
    step = known ? 1 : Math.min(2 * next, Math.max(MOST_STEP, before / 2));
  }

  private int step(int permits) {
    if (hadToFallFrom > permits) {
      return Math.max(1, (hadToFallFrom - permits) / 2);
    }
    return tried || hadToFallFrom != UNKNOWN ? step : Math.max(step, permits / 2);
  }

  private void fellFrom(int permits) {
    hadToFallFrom = permits;
    step = 1;
  }

  private void learn(Sample sample, int before) {
    double slowdown = baseline.slowdown(sample);
    baseline.learn(sample, 2 * sample.inside() <= before);
    if (sample.latencies() != null && slowdown < LITTLE_SLOWER) {
      int good = isReached(sample) ? before : (int) Math.round(sample.inside());
      knownGood = Math.max(knownGood, good);
    }
  }

  private static boolean isReached(Sample sample) {
    return sample.fullShare() >= REACHED;
  }
}
