package dev.weir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name of this process among the replicas of a cluster. */
final class ReplicaName {

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private ReplicaName() {}

  /**
   * Returns a name that no other replica has, ever: that of the host, for people, and a random
   * number, since a process that starts anew must not be taken for the one before it.
   */
  static String create() {
    long random = ThreadLocalRandom.current().nextLong();
    return host() + "-" + HexFormat.of().toHexDigits(random);
  }

  /** The name is not looked up: that may take seconds. */
  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "weir";
    }
  }
}
