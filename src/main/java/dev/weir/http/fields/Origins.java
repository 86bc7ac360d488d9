package dev.weir.http.fields;

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
import java.util.function.Predicate;

/**
 * Finds out where requests come from: from whoever made the connection, or, if that is a proxy that
 * is trusted, from whom it names, and so on along the chain of proxies.
 *
 * <p>{@code X-Forwarded-For} is what counts; {@code Forwarded} is read only if that is not there,
 * because proxies that know the one pass the other on as a stranger sent it.
 */
public final class Origins {

  private final Predicate<InetAddress> trusted;

  /** Trusts the proxies with these addresses. */
  public Origins(Predicate<InetAddress> trusted) {
    this.trusted = trusted;
  }

  /** Returns where a request comes from. */
  public Origin of(ServerRequest request) {
    String peer = request.remotePeer().host();
    boolean known =
        request.remotePeer().address() instanceof InetSocketAddress socket
            && socket.getAddress() != null
            && trusted.test(socket.getAddress());
    return known ? throughProxy(peer, request.headers()) : Origin.stranger(peer);
  }

  private Origin throughProxy(String peer, Headers headers) {
    List<ForwardedElement> chain = chain(headers);
    List<String> known = new ArrayList<>();
    ForwardedElement called = ForwardedElement.NONE;
    // From the end to the first whom nobody trusts: what stands before him is only his word.
    for (ForwardedElement element : chain.reversed()) {
      Optional<InetAddress> address = AddressText.read(addressOf(element.node()));
      if (address.isEmpty()) {
        break;
      }
      known.add(address.get().getHostAddress());
      called = element;
      if (!trusted.test(address.get())) {
        break;
      }
    }
    return new Origin(peer, true, List.copyOf(known.reversed()), called);
  }

  private static List<ForwardedElement> chain(Headers headers) {
    boolean plain = headers.contains(HeaderNames.X_FORWARDED_FOR);
    HeaderName name = plain ? HeaderNames.X_FORWARDED_FOR : HeaderNames.FORWARDED;
    List<ForwardedElement> chain = new ArrayList<>();
    for (String value : headers.all(name, List::of)) {
      chain.addAll(plain ? ForwardedElement.readNodes(value) : ForwardedElement.read(value));
    }
    return chain;
  }

  /** Takes a port off, and the brackets that IPv6 has for its sake. */
  static String addressOf(String node) {
    int bracket = node.indexOf(']');
    if (node.startsWith("[") && bracket > 0) {
      return node.substring(1, bracket);
    }
    int colon = node.indexOf(':');
    boolean port = colon > 0 && colon == node.lastIndexOf(':');
    return port ? node.substring(0, colon) : node;
  }
}
