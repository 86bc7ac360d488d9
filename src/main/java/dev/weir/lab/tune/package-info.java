/**
 * The number of permits with which a backend does the most work in the least time: measured step by
 * step, and fitted.
 */
@NullMarked
package dev.weir.lab.tune;

import org.jspecify.annotations.NullMarked;
