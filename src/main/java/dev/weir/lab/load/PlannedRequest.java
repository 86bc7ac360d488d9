package dev.weir.lab.load;

/**
 * A request that is to be sent.
 *
 * @param moment when it is meant to be sent, in nanoseconds from the beginning of the load
 * @param stream which of the load's kinds of request it is, from 0
 */
public record PlannedRequest(long moment, int stream) {}
