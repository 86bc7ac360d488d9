package dev.weir;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often a property is tried: on every build as often as it says, and always with the same
 * values, so that a build can be repeated; in the long form a hundred times as often, with values
 * that are new each time. A failure prints the seed that repeats it.
 */
public final class Tries implements AroundPropertyHook {

  private static final String SEED_OF_EVERY_BUILD = "1";

  /** A class that has this hook has it for all of its properties. */
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    int times = Budget.rounds(1, 100);
    context.attributes().tries().ifPresent(tries -> context.attributes().setTries(tries * times));
    if (times == 1) {
      context.attributes().setSeed(SEED_OF_EVERY_BUILD);
    }
    return property.execute();
  }
}
