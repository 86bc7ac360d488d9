package dev.weir.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The script that grants leases, and what it is given and returns.
 *
 * @param text the script
 */
record LeaseScript(String text) {

  private static final String FILE = "lease.lua";

  /** Reads the script. */
  static LeaseScript load() {
    try (InputStream file = LeaseScript.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new LeaseScript(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the name by which a store knows the script that it has run before. */
  String digest() {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the keys of a cluster, all in one slot of a store that is a cluster itself. */
  static List<String> keys(String cluster) {
    String prefix = "weir:{" + cluster + "}:";
    return List.of(prefix + "state", prefix + "records", prefix + "expiry");
  }

  /** Returns a claim as the script reads it. */
  static List<String> arguments(LeaseClaim claim) {
    List<String> arguments = new ArrayList<>();
    arguments.add(claim.config().replica());
    arguments.add(Long.toString(claim.sequence()));
    arguments.add(Long.toString(claim.config().lease().toMillis()));
    arguments.add(claim.leaving() ? "1" : "0");
    for (LeaseClaim.Share share : claim.shares()) {
      arguments.add(share.limit());
      arguments.add(Integer.toString(share.capacity()));
      arguments.add(Integer.toString(share.wants()));
      arguments.add(Integer.toString(share.permits()));
      arguments.add(Integer.toString(share.inside()));
    }
    return arguments;
  }

  /**
   * Reads what the script has returned to a claim.
   *
   * @throws LeaseStoreException if the store knows a newer claim of the replica
   */
  static LeaseReply reply(LeaseClaim claim, Object returned) throws LeaseStoreException {
    if (!(returned instanceof List<?> numbers) || numbers.size() != claim.shares().size() + 2) {
      throw new LeaseStoreException(
          "The store knows a newer claim of a replica named "
              + claim.config().replica()
              + ": each needs a name of its own.",
          null);
    }
    Map<String, Integer> granted = new HashMap<>();
    for (int i = 0; i < claim.shares().size(); i++) {
      granted.put(claim.shares().get(i).limit(), number(numbers, i + 2));
    }
    boolean learning = number(numbers, 1) == 1;
    ClusterMode mode = learning ? ClusterMode.LEARNING : ClusterMode.LEASED;
    return new LeaseReply(number(numbers, 0), mode, granted);
  }

  private static int number(List<?> numbers, int index) {
    return numbers.get(index) instanceof Long number ? Math.toIntExact(number) : 0;
  }
}
