package dev.weir.gate;

/**
 * One consistent picture of a partition of a gate.
 *
 * @param partition the partition
 * @param inside how many permits its arrivals hold
 * @param waiting how many of its arrivals wait
 */
public record PartitionLevels(Partition partition, int inside, int waiting) {}
