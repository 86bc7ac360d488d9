package dev.weir.backend.simulated;

import java.time.Duration;

/**
 * The settings of a simulated backend.
 *
 * @param pace what its calls take while the schedule says nothing else
 * @param jitter how much more or less they may take, evenly distributed
 * @param slowShare the share of calls that take longer, from 0 to 1
 * @param slowFactor how many times as long these take
 * @param schedule what changes when
 * @param seed what the jitter, the slow calls and the errors are drawn from
 */
public record SimulatedConfig(
    Pace pace,
    Duration jitter,
    double slowShare,
    double slowFactor,
    Schedule schedule,
    long seed) {}
