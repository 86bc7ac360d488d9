package dev.weir.edge;

import dev.weir.edge.headers.PriorityFields;
import dev.weir.gate.Gate;

/**
 * A gate as requests meet it.
 *
 * @param name its name in metrics, logs and refusals
 * @param gate decides which requests may call the backend
 * @param delay spaces its refusals out
 * @param lastSheds keeps the last requests that it shed
 * @param priority the fields that say how much a request matters there
 */
public record GateEntry(
    String name, Gate gate, RefusalDelay delay, LastSheds lastSheds, PriorityFields priority) {}
