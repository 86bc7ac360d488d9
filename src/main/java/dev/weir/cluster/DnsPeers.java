package dev.weir.cluster;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shares without a store: each limit divided by the number of addresses behind a name, such as that
 * of a headless service. What is left over of whole numbers goes to the first of the addresses. A
 * name that can't be resolved counts as a failure, and never as no replica.
 *
 * <p>While replicas come, the sum of the shares is above the limit by what the new ones have, until
 * the others have seen their addresses; while replicas go, by what these still have inside. How
 * long that takes is up to the name server, and to the JVM's own cache of addresses.
 */
public final class DnsPeers implements LeaseStore {

  private final String name;
  private final Resolver resolver;
  private final Predicate<InetAddress> isOwn;

  /** Finds the addresses behind a name. */
  @FunctionalInterface
  interface Resolver {

    /** Returns all of them, in whatever order. */
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  /** Makes the store that asks the resolver of the system for a name. */
  public DnsPeers(String name) {
    this(name, InetAddress::getAllByName, DnsPeers::isOfThisMachine);
  }

  DnsPeers(String name, Resolver resolver, Predicate<InetAddress> isOwn) {
    this.name = name;
    this.resolver = resolver;
    this.isOwn = isOwn;
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  @Override
  public LeaseReply renew(LeaseClaim claim) throws LeaseStoreException {
    List<InetAddress> peers = peers();
    int place = (int) peers.stream().takeWhile(isOwn.negate()).count();
    Map<String, Integer> granted = new HashMap<>();
    for (LeaseClaim.Share share : claim.shares()) {
      int left = share.capacity() % peers.size();
      granted.put(share.limit(), share.capacity() / peers.size() + (place < left ? 1 : 0));
    }
    return new LeaseReply(peers.size(), ClusterMode.DIVIDED, granted);
  }

  private List<InetAddress> peers() throws LeaseStoreException {
    try {
      List<InetAddress> peers =
          Arrays.stream(resolver.resolve(name))
              .distinct()
              .sorted(Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned))
              .toList();
      if (!peers.isEmpty()) {
        return peers;
      }
    } catch (UnknownHostException e) {
      throw new LeaseStoreException("The name " + name + " can't be resolved.", e);
    }
    throw new LeaseStoreException("The name " + name + " has no address.", null);
  }

  @Override
  public void close() {}
}
