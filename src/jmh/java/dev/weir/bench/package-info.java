/**
 * What a pass through the gate costs, beside what it costs with others: {@link
 * dev.weir.bench.Benchmarks} measures, prints a table, and says whether the requirements are met.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
