package dev.weir.settings;

/**
 * A value as it was given.
 *
 * @param value what was written
 * @param where in which place, for complaints
 */
record Given(String value, String where) {}
