package dev.weir.wire;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * The pace at which a listener accepts connections: only a few of them at a time wait for a
 * processor.
 *
 * <p>Virtual threads run in the order in which they become ready, and to accept a connection is
 * cheaper than to serve it. In a storm of new connections a listener would accept ten thousand of
 * them before the first is looked at, and by the time of the others their clients would have given
 * up: no client gets what is done for it then, and each response that could still be in time waits
 * behind it. Connections that are not accepted wait in the backlog instead, which costs nothing,
 * and which refuses those that do not fit without a word: their clients try again.
 *
 * <p>Connections are accepted in groups. With each group a task that does nothing is put in line
 * for a processor, and once it has run, the next group may come. So the line moves on whatever
 * becomes of a connection: a client that sends nothing holds up no other.
 *
 * <p>For use by one thread, which accepts.
 */
final class AcceptPace {

  private final Semaphore groups;
  private final int size;
  private final Executor processors;
  private int left;

  /**
   * Makes the pace of a listener.
   *
   * @param groups how many groups may wait for a processor
   * @param size how many connections a group has
   * @param processors runs a task when a connection that came with it would run
   */
  AcceptPace(int groups, int size, Executor processors) {
    this.groups = new Semaphore(groups);
    this.size = size;
    this.processors = processors;
  }

  /** Waits until one more connection may be accepted. */
  void await() {
    if (left == 0) {
      groups.acquireUninterruptibly();
      processors.execute(groups::release);
      left = size;
    }
    left--;
  }
}
