/**
 * The settings: immutable records, read from flags, environment, system properties, a file and
 * {@code application.yaml}, and checked before anything starts.
 *
 * <p>A setting is a line of application.yaml, with its default and what it is for, and is read with
 * its type and range where its record is made.
 */
@NullMarked
package dev.weir.settings;

import org.jspecify.annotations.NullMarked;
