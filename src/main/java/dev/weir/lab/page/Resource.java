package dev.weir.lab.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text that comes with Weir. */
final class Resource {

  private Resource() {}

  /** Returns the text of this name on the class path. */
  static String text(String name) throws IOException {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from Weir's own files: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
