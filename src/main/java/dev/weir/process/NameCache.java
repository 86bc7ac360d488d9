package dev.weir.process;

import java.security.Security;

/**
 * What the JVM remembers of the names that it has looked up.
 *
 * <p>Its own defaults, 30 s for an address and 10 s for a name that is unknown, are too long where
 * names move with what they stand for: a store of leases that comes back has to be found within a
 * lease. The JVM keeps a lookup for some seconds all the same, so that a name server that is slow
 * does not slow down every new connection.
 */
public final class NameCache {

  private static final String KNOWN = "networkaddress.cache.ttl";
  private static final String UNKNOWN = "networkaddress.cache.negative.ttl";

  private NameCache() {}

  /**
   * Makes it forget within seconds, where no other time was set. Has to come before the first
   * lookup, since the JVM reads this once.
   */
  public static void keepForSeconds() {
    if (Security.getProperty(KNOWN) == null && System.getProperty("sun.net.inetaddr.ttl") == null) {
      Security.setProperty(KNOWN, "2");
    }
    // The JDK's own file sets this one, so a time that a user chose looks no different.
    if ("10".equals(Security.getProperty(UNKNOWN))) {
      Security.setProperty(UNKNOWN, "1");
    }
  }
}
