package dev.weir.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsPeersTest {

  private static final InetAddress[] THREE = {address(3), address(1), address(2)};

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static LeaseReply reply(DnsPeers.Resolver resolver, int own) throws LeaseStoreException {
    ClusterConfig config =
        new ClusterConfig("cluster", "r1", Duration.ofSeconds(5), OnLoss.SAFE, 3);
    LeaseClaim.Share share = new LeaseClaim.Share("gate", 11, 11, 0, 0);
    try (DnsPeers peers = new DnsPeers("weir-peers", resolver, address(own)::equals)) {
      return peers.renew(new LeaseClaim(config, 1, List.of(share), false));
    }
  }

  private static int share(int own) throws LeaseStoreException {
    return reply(name -> THREE, own).granted().getOrDefault("gate", -1);
  }

  @Test
  void theLimitIsDividedAndTheFirstHaveWhatIsLeftOver() throws LeaseStoreException {
    assertThat(share(1), is(4));
    assertThat(share(2), is(4));
    assertThat(share(3), is(3));
  }

  @Test
  void aReplicaWithoutAnAddressHasNoneOfWhatIsLeftOver() throws LeaseStoreException {
    assertThat(share(9), is(3));
  }

  @Test
  void theReplySaysThatTheLimitIsDivided() throws LeaseStoreException {
    LeaseReply reply = reply(name -> THREE, 1);
    assertThat(reply.mode(), is(ClusterMode.DIVIDED));
    assertThat(reply.replicas(), is(3));
  }

  @Test
  void aNameWithoutAddressesIsAFailure() {
    assertThrows(LeaseStoreException.class, () -> reply(name -> new InetAddress[0], 1));
    DnsPeers.Resolver unknown =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThrows(LeaseStoreException.class, () -> reply(unknown, 1));
  }
}
