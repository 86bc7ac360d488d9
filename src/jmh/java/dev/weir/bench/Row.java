package dev.weir.bench;

/** What is measured: a row of the table, and a method of {@link PassBenchmark}. */
enum Row {
  ONE_THREAD("oneThread", "one thread"),
  TWO_THREADS("twoThreads", "two threads"),
  SHED("shed", "shed at once"),
  CROWD("crowd", "a crowd that waits");

  final String method;
  final String label;

  Row(String method, String label) {
    this.method = method;
    this.label = label;
  }

  /** Returns whether a contender can do that at all. */
  boolean has(Contender contender) {
    return this != CROWD || contender != Contender.NETFLIX;
  }
}
