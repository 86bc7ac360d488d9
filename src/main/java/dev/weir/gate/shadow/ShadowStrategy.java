package dev.weir.gate.shadow;

import dev.weir.gate.strategy.Adaptive;
import dev.weir.gate.strategy.CoDel;
import dev.weir.gate.strategy.Strategy;

/**
 * A strategy that is tried.
 *
 * @param label its name in metrics, which is that of no other shadow of the gate
 * @param strategy decides
 */
public record ShadowStrategy(String label, Strategy strategy) {

  /**
   * Returns whether what it would do can only be estimated: its decisions change how long calls
   * take, and it decides by that.
   */
  public boolean isEstimate() {
    return strategy instanceof Adaptive || strategy instanceof CoDel;
  }
}
