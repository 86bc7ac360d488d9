package dev.weir.admission.strategy;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import dev.weir.admission.strategy.SampleWindow.Sample;
import java.util.concurrent.TimeUnit;

/** Says how many permits there should be, from what the last window of calls was like. */
interface LimitAlgorithm {

  /** Returns the limit after one more window. */
  int after(Sample sample);

  /** Makes the algorithm that was chosen, beginning with so many permits. */
  static LimitAlgorithm create(Tuning.Adaptive tuning, int permits) {
    return switch (tuning.algorithm()) {
      case VEGAS -> new Vegas(permits, tuning.mostPermits());
      case GRADIENT2 ->
          plain(
              Gradient2Limit.newBuilder()
                  .initialLimit(permits)
                  .minLimit(tuning.fewestPermits())
                  .maxConcurrency(tuning.mostPermits())
                  .build());
      case AIMD ->
          plain(
              AIMDLimit.newBuilder()
                  .initialLimit(permits)
                  .minLimit(tuning.fewestPermits())
                  .maxLimit(tuning.mostPermits())
                  .timeout(tuning.slowCall().toNanos(), TimeUnit.NANOSECONDS)
                  .build());
    };
  }

  private static LimitAlgorithm plain(Limit limit) {
    return sample -> {
      limit.onSample(0, sample.medianNanos(), sample.inside(), sample.bad());
      return limit.getLimit();
    };
  }
}
