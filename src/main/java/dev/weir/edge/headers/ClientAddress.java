package dev.weir.edge.headers;

import dev.weir.backend.Field;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/**
 * The client of a request, and what the backend gets to know of it, in {@code Forwarded} (RFC 7239)
 * and the {@code X-Forwarded} fields that are older than it: both say the same.
 */
public final class ClientAddress {

  private static final HeaderName REAL_IP = HeaderNames.create("X-Real-IP");
  private static final String ANY_FORWARDED = "x-forwarded-";

  /** Of the eight parts of an address, of which the JDK writes all. */
  private static final int IPV6_NETWORK_PARTS = 4;

  private final String peer;
  private final boolean trusted;
  private final List<String> chain;
  private final ForwardedElement called;

  /**
   * Makes the address of a client.
   *
   * @param peer the address at the other end of the connection
   * @param trusted whether that is a trusted proxy
   * @param chain the client and the proxies between it and the peer; empty if the peer is the
   *     client
   * @param called what is known of how the client called, if it is in the chain
   */
  ClientAddress(String peer, boolean trusted, List<String> chain, ForwardedElement called) {
    this.peer = peer;
    this.trusted = trusted;
    this.chain = chain;
    this.called = called;
  }

  static ClientAddress untrusted(String peer) {
    return new ClientAddress(peer, false, List.of(), ForwardedElement.NONE);
  }

  /** Returns whether a trusted proxy sent the request. */
  public boolean trusted() {
    return trusted;
  }

  /** Returns the client's address, as far as trusted proxies can tell it. */
  public String caller() {
    return chain.isEmpty() ? peer : chain.getFirst();
  }

  /**
   * Returns the client's address, or of IPv6 the first 64 bits: of those behind them, one client
   * may have as many as it likes.
   */
  public String network() {
    String address = caller();
    int end = 0;
    for (int part = 0; part < IPV6_NETWORK_PARTS; part++) {
      end = address.indexOf(':', end) + 1;
      if (end == 0) {
        return address;
      }
    }
    return address.substring(0, end);
  }

  /**
   * Returns whether a field goes on as it came; an untrusted client's word on addresses does not.
   */
  public boolean keeps(HeaderName name) {
    if (name.equals(HeaderNames.X_FORWARDED_FOR)
        || name.equals(HeaderNames.FORWARDED)
        || name.equals(HeaderNames.X_HELIDON_CN)) {
      return false;
    }
    return trusted || !(name.lowerCase().startsWith(ANY_FORWARDED) || name.equals(REAL_IP));
  }

  /** Adds the fields for the backend. */
  public void addTo(List<Field> fields, ServerRequest request) {
    Headers headers = request.headers();
    String hostHere = headers.contains(HeaderNames.HOST) ? headers.get(HeaderNames.HOST).get() : "";
    String host = known(fields, headers, HeaderNames.X_FORWARDED_HOST, called.host(), hostHere);
    String schemeHere = request.isSecure() ? "https" : "http";
    String scheme =
        known(fields, headers, HeaderNames.X_FORWARDED_PROTO, called.scheme(), schemeHere);
    if (!trusted) {
      fields.add(new Field("X-Forwarded-Port", port(host, scheme)));
    }
    fields.add(new Field("X-Forwarded-For", forwardedFor()));
    fields.add(new Field("Forwarded", forwarded(first(scheme), first(host))));
  }

  /** Returns what the proxy says, or else what can be seen here, which is added then. */
  private String known(
      List<Field> fields, Headers headers, HeaderName name, String inChain, String here) {
    if (trusted && headers.contains(name)) {
      return headers.get(name).get();
    }
    String value = inChain.isEmpty() ? here : inChain;
    fields.add(new Field(name.defaultCase(), value));
    return value;
  }

  /** Of several values, one from each proxy, the first is about the client. */
  private static String first(String values) {
    int comma = values.indexOf(',');
    return comma < 0 ? values : values.substring(0, comma);
  }

  /** The client's, not that of the socket: in a container they differ. */
  private static String port(String host, String scheme) {
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      return host.substring(colon + 1);
    }
    return scheme.equals("https") ? "443" : "80";
  }

  private String forwardedFor() {
    return chain.isEmpty() ? peer : String.join(", ", chain) + ", " + peer;
  }

  private String forwarded(String scheme, String host) {
    StringBuilder text = new StringBuilder(80);
    append(text.append("for="), caller());
    if (host.indexOf('"') < 0 && host.indexOf('\\') < 0) {
      text.append(";host=\"").append(host).append('"');
    }
    text.append(";proto=").append(scheme);
    for (int i = 1; i < chain.size(); i++) {
      append(text.append(", for="), chain.get(i));
    }
    if (!chain.isEmpty()) {
      append(text.append(", for="), peer);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String address) {
    if (address.indexOf(':') < 0) {
      text.append(address);
    } else {
      text.append("\"[").append(address).append("]\"");
    }
  }
}
