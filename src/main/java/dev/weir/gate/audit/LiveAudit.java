package dev.weir.gate.audit;

import dev.weir.gate.audit.Auditor.Finding;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Lets an auditor look forty times a second for as long as Weir runs, reports every violation at
 * every look, and writes one line to the log when one begins.
 *
 * <p>It has a platform thread of its own, so that it sees a gate of which all carriers are stuck.
 */
public final class LiveAudit implements AutoCloseable {

  private static final long PAUSE_NANOS = Auditor.STRANDED_AFTER.dividedBy(2).toNanos();

  private final Auditor auditor;
  private final Consumer<Violation> violated;
  private final Thread thread;
  private Set<Violation> before = EnumSet.noneOf(Violation.class);
  private volatile boolean closed;

  /**
   * Begins to look.
   *
   * @param violated hears of each violation at each look, on the thread of the audit
   */
  public LiveAudit(Auditor auditor, Consumer<Violation> violated) {
    this.auditor = auditor;
    this.violated = violated;
    this.thread = Thread.ofPlatform().daemon().name("weir-audit").start(this::keepLooking);
  }

  private void keepLooking() {
    while (!closed) {
      Finding finding = auditor.look();
      finding.violations().forEach(violated);
      if (!before.containsAll(finding.violations())) {
        log(finding);
      }
      before = finding.violations();
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private static void log(Finding finding) {
    System.getLogger(LiveAudit.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "The counts of the gate disagree, which is a bug in Weir: please report this line. {0}",
            finding);
  }

  /** Looks no more, and returns when the last look is over. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
