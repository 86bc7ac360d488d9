package dev.weir.lab.load;

import java.util.List;

/** Several workloads at once: the requests of each are a stream, in the order of the workloads. */
public final class CombinedWorkload implements Workload {

  private final List<Workload> workloads;

  /** Combines workloads of one stream each. */
  public CombinedWorkload(List<Workload> workloads) {
    this.workloads = workloads;
  }

  @Override
  public long next() {
    return workloads.get(first()).next();
  }

  @Override
  public PlannedRequest take() {
    int stream = first();
    return new PlannedRequest(workloads.get(stream).take().moment(), stream);
  }

  @Override
  public void ended(PlannedRequest request, Result result, long moment) {
    workloads.get(request.stream()).ended(request, result, moment);
  }

  /** Returns which of them comes next. */
  private int first() {
    int first = 0;
    for (int stream = 1; stream < workloads.size(); stream++) {
      if (workloads.get(stream).next() < workloads.get(first).next()) {
        first = stream;
      }
    }
    return first;
  }
}
