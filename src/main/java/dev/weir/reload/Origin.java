package dev.weir.reload;

import java.util.Locale;

/**
 * Where a change of the settings comes from.
 *
 * @param source the way by which it came
 * @param who the address of the client that asked for it; empty if it was not asked for over HTTP
 */
public record Origin(Source source, String who) {

  /** A way by which settings change. */
  public enum Source {
    /** A file has changed. */
    FILE,
    /** A signal asked to read the files again. */
    SIGNAL,
    /** A request of the admin API. */
    API;

    /** Returns the name by which the admin API calls it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Origin FILE = new Origin(Source.FILE, "");

  static final Origin SIGNAL = new Origin(Source.SIGNAL, "");

  /** Returns the origin of what a client at this address asks the admin API for. */
  public static Origin api(String client) {
    return new Origin(Source.API, client);
  }
}
