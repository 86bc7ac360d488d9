package dev.weir.lab.load;

import java.util.List;

/** Several agendas at once: the requests of each are a stream, in the order of the agendas. */
public final class Together implements Workload {

  private final List<Workload> agendas;

  /** Makes one of agendas of one stream each. */
  public Together(List<Workload> agendas) {
    this.agendas = agendas;
  }

  @Override
  public long next() {
    return agendas.get(first()).next();
  }

  @Override
  public PlannedRequest take() {
    int stream = first();
    return new PlannedRequest(agendas.get(stream).take().moment(), stream);
  }

  @Override
  public void ended(PlannedRequest ask, Result ending, long moment) {
    agendas.get(ask.stream()).ended(ask, ending, moment);
  }

  /** Returns which of them comes next. */
  private int first() {
    int first = 0;
    for (int stream = 1; stream < agendas.size(); stream++) {
      if (agendas.get(stream).next() < agendas.get(first).next()) {
        first = stream;
      }
    }
    return first;
  }
}
