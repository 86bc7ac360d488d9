package dev.weir.backend.http;

import dev.weir.backend.Field;
import java.util.List;

/**
 * The head of a response.
 *
 * @param minor of its version, HTTP/1.0 or HTTP/1.1
 * @param status its status
 * @param fields its header fields, in order
 */
record ResponseHead(int minor, int status, List<Field> fields) {

  private static final int OK = 200;

  /** Returns whether another response follows it (RFC 9110, section 15.2). */
  boolean interim() {
    return status < OK;
  }
}
