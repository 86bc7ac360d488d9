/**
 * Who waits, and whose turn it is: {@link dev.weir.gate.queue.QueueingSemaphore}, its waiting room,
 * and a {@link dev.weir.gate.queue.QueueDiscipline} for each order.
 */
@NullMarked
package dev.weir.gate.queue;

import org.jspecify.annotations.NullMarked;
