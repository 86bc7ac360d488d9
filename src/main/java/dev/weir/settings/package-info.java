/**
 * What the operator decides: immutable records, read from flags, environment, system properties, a
 * file and {@code application.yaml}, and checked before anything starts.
 */
@NullMarked
package dev.weir.settings;

import org.jspecify.annotations.NullMarked;
