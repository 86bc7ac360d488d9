package dev.weir.wire.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * The resolver of a process that never looks up the name of a client's address.
 *
 * <p>Helidon 4.5 wants that name before each TLS handshake, and has no use for it. The question
 * goes to a name server, and a slow one would stop the thread that carries all others. Only a Weir
 * that runs by itself does without, not a program that has it on its class path.
 */
public final class NoReverseLookups extends InetAddressResolverProvider {

  private static final String PROPERTY = "weir.no-reverse-lookups";

  /** Does without them from now on, in the whole process. */
  public static void begin() {
    System.setProperty(PROPERTY, "true");
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new ByNameOnly(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "weir";
  }

  private record ByNameOnly(InetAddressResolver usual) implements InetAddressResolver {

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      return usual.lookupByName(host, policy);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      if (Boolean.getBoolean(PROPERTY)) {
        throw new UnknownHostException("No name server was asked");
      }
      return usual.lookupByAddress(address);
    }
  }
}
