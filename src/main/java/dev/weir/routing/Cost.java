package dev.weir.routing;

import dev.weir.gate.GateLimits;
import java.util.OptionalInt;

/** How many permits a request takes. */
public sealed interface Cost {

  /** Returns the cost of a request, from 1 to {@link GateLimits#MOST}. */
  int of(RequestFacts request);

  /**
   * Reads the cost that a field says, at most {@link GateLimits#MOST}; empty if it is no whole
   * number of at least 1.
   */
  static OptionalInt read(String value) {
    try {
      long cost = Long.parseLong(value.strip());
      return cost < 1 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(cost, GateLimits.MOST));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * The same for all requests.
   *
   * @param permits from 1 to {@link GateLimits#MOST}
   */
  record Fixed(int permits) implements Cost {
    @Override
    public int of(RequestFacts request) {
      return permits;
    }
  }

  /**
   * What a field says, if it counts; 1 where it is not there, or no whole number of at least 1.
   *
   * @param name the name of the field
   * @param ofProxiesOnly whether it counts only if a trusted proxy has sent it
   */
  record Field(String name, boolean ofProxiesOnly) implements Cost {
    @Override
    public int of(RequestFacts request) {
      return request.trusted() || !ofProxiesOnly
          ? request.field(name).map(Cost::read).orElse(OptionalInt.empty()).orElse(1)
          : 1;
    }
  }

  /**
   * One, and one more for each whole unit that the body is said to be long.
   *
   * @param unitBytes the unit, at least 1
   */
  record Length(long unitBytes) implements Cost {
    @Override
    public int of(RequestFacts request) {
      return (int) Math.min(GateLimits.MOST, 1 + request.contentLength().orElse(0) / unitBytes);
    }
  }
}
