package dev.weir.trace;

/**
 * What became of traces since the start.
 *
 * @param sampled requests that were recorded because they were sampled
 * @param errors requests that were recorded because they were shed or failed
 * @param untracedErrors requests that were shed or failed, and were not recorded because they were
 *     not sampled and there were too many of them
 * @param exported spans that the receiver has taken
 * @param queueFull spans that were dropped because the queue was full
 * @param exportFailed spans that were dropped because the receiver did not take them
 */
public record TraceCounts(
    long sampled,
    long errors,
    long untracedErrors,
    long exported,
    long queueFull,
    long exportFailed) {}
