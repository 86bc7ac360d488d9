package dev.weir.edge.headers;

import dev.weir.address.AddressRange;
import dev.weir.address.AddressText;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the client of a request: the peer of the connection, or, if that is a trusted proxy, the
 * client that it names, and so on along the chain of proxies.
 *
 * <p>{@code X-Forwarded-For} is what counts; {@code Forwarded} is read only if that is not there,
 * because proxies that know the one pass the other on as an untrusted client sent it.
 */
public final class ForwardedResolver {

  /** An address in brackets, or one without a colon, and maybe a port. */
  private static final Pattern NODE = Pattern.compile("(?:\\[([^\\]]*)]|([^:\\[]*))(?::\\d{1,5})?");

  private final List<AddressRange> trusted;

  /** Makes a resolver that trusts the proxies with these addresses. */
  public ForwardedResolver(List<AddressRange> trusted) {
    this.trusted = trusted;
  }

  /** Returns the client of a request. */
  public ClientAddress of(ServerRequest request) {
    String peer = request.remotePeer().host();
    boolean known =
        request.remotePeer().address() instanceof InetSocketAddress socket
            && socket.getAddress() != null
            && isTrusted(socket.getAddress());
    return known ? throughProxy(peer, request.headers()) : ClientAddress.untrusted(peer);
  }

  private ClientAddress throughProxy(String peer, Headers headers) {
    List<ForwardedElement> chain = chain(headers);
    List<String> known = new ArrayList<>();
    ForwardedElement called = ForwardedElement.NONE;
    // From the end to the first that is not trusted: what stands before that is only its word.
    for (ForwardedElement element : chain.reversed()) {
      Optional<InetAddress> address = addressOf(element.node());
      if (address.isEmpty()) {
        break;
      }
      known.add(address.get().getHostAddress());
      called = element;
      if (!isTrusted(address.get())) {
        break;
      }
    }
    return new ClientAddress(peer, true, List.copyOf(known.reversed()), called);
  }

  private boolean isTrusted(InetAddress address) {
    for (AddressRange range : trusted) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<ForwardedElement> chain(Headers headers) {
    boolean plain = headers.contains(HeaderNames.X_FORWARDED_FOR);
    HeaderName name = plain ? HeaderNames.X_FORWARDED_FOR : HeaderNames.FORWARDED;
    String value = String.join(",", headers.all(name, List::of));
    return plain ? ForwardedElement.readNodes(value) : ForwardedElement.read(value);
  }

  /**
   * Returns the address of a node, with a port or without, IPv6 in brackets or not; empty if
   * anything else stands there, before, between or after.
   */
  static Optional<InetAddress> addressOf(String node) {
    Matcher matcher = NODE.matcher(node);
    if (!matcher.matches()) {
      return AddressText.read(node);
    }
    String bracketed = matcher.group(1);
    return bracketed == null
        ? AddressText.read(matcher.group(2))
        : AddressText.read(bracketed).filter(address -> bracketed.indexOf(':') >= 0);
  }
}
