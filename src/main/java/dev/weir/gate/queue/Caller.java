package dev.weir.gate.queue;

/** A caller in a {@link FairLine}: its arrivals that wait, and how many permits it has out. */
final class Caller {

  final String name;
  final Line line;

  /** Another moment for each caller, as the one below. */
  final long cameAt;

  long servedAt;
  int inside;
  boolean hasTurn;

  /** A caller comes, which counts as served at that moment. */
  Caller(String name, Line line, long cameAt) {
    this.name = name;
    this.line = line;
    this.cameAt = cameAt;
    this.servedAt = cameAt;
  }

  /** Compares by permits, and then by which was served longest ago. */
  int compareTurn(Caller other) {
    int fewer = Integer.compare(inside, other.inside);
    return fewer == 0 ? Long.compare(servedAt, other.servedAt) : fewer;
  }

  /** Compares by how many wait, and then by which came first. */
  int compareWaiting(Caller other) {
    int fewer = Integer.compare(line.size(), other.line.size());
    return fewer == 0 ? Long.compare(cameAt, other.cameAt) : fewer;
  }
}
