package dev.weir.backend;

/**
 * One header field line (RFC 9110, section 5).
 *
 * @param name its name, in any case
 * @param value its value
 */
public record Field(String name, String value) {

  /** Returns whether this is the field of that name; case does not matter. */
  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }
}
