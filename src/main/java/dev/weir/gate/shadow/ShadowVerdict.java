package dev.weir.gate.shadow;

import dev.weir.gate.ShedReason;
import java.time.Duration;
import java.util.Map;

/**
 * What a shadow would have done. Counts are those since it began.
 *
 * @param strategy its label
 * @param estimate whether it can only be estimated; see {@link ShadowStrategy#isEstimate}
 * @param admitted how many requests would have been admitted
 * @param shed how many would have been shed, by each reason that there is
 * @param served how many would have been served well, and before their deadline
 * @param waiting how many would wait now
 * @param inside how many permits would be out now
 * @param waitP99 the wait that 99 % of the admitted do not exceed, over the last seconds
 * @param goodput how many would be served well and in time in a second, over the last seconds
 */
public record ShadowVerdict(
    String strategy,
    boolean estimate,
    long admitted,
    Map<ShedReason, Long> shed,
    long served,
    int waiting,
    int inside,
    Duration waitP99,
    double goodput) {}
