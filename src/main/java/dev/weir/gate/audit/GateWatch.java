package dev.weir.gate.audit;

import dev.weir.gate.audit.Auditor.Finding;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The watch over one gate: reports every violation at every look, and writes one line to the log
 * when one begins.
 *
 * <p>For one thread at a time.
 */
public final class GateWatch {

  private final String gate;
  private final Auditor auditor;
  private final Consumer<Violation> violated;
  private Set<Violation> before = EnumSet.noneOf(Violation.class);

  /**
   * Makes a watch that has not looked yet.
   *
   * @param gate the name of the gate
   * @param violated hears of each violation at each look, on the thread of the audit
   */
  public GateWatch(String gate, Auditor auditor, Consumer<Violation> violated) {
    this.gate = gate;
    this.auditor = auditor;
    this.violated = violated;
  }

  /** Looks once. */
  void look() {
    Finding finding = auditor.look();
    finding.violations().forEach(violated);
    if (!before.containsAll(finding.violations())) {
      log(finding);
    }
    before = finding.violations();
  }

  private void log(Finding finding) {
    System.getLogger(GateWatch.class.getName())
        .log(
            System.Logger.Level.ERROR,
            "The counts of the gate {0} disagree, which is a bug in Weir: please report this line."
                + " {1}",
            gate,
            finding);
  }
}
