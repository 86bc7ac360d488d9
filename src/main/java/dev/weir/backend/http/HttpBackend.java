package dev.weir.backend.http;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.UpstreamLevels;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Forwards each call to an HTTP service at one or more upstreams, and streams both bodies: neither
 * is ever held in memory.
 *
 * <p>Nothing is followed, decoded, stored or authenticated, and nothing is added to a request but
 * its framing. A call goes to the upstream that has least to do; {@link Call} says when it goes to
 * another. The number of connections is not limited here: that is what the gate's permits do. To
 * interrupt the thread of a call cancels it and closes its connection, which says nothing of when
 * the service ends its work; so a call that is too late for its client is waited for, as long as
 * {@link HttpConfig.Timeouts#linger} says.
 */
public final class HttpBackend implements Backend {

  private final BackendObserver observer;
  private final Timeouts timeouts;
  private volatile HttpService service;

  /**
   * Makes a backend; its checks begin, and no other connection is made yet.
   *
   * @param observer hears of retries
   * @param timeouts the clock of its timeouts
   * @throws UnusablePemException if a file of TLS is needed and can't be used
   */
  public HttpBackend(HttpConfig config, BackendObserver observer, Timeouts timeouts)
      throws UnusablePemException {
    this.observer = observer;
    this.timeouts = timeouts;
    this.service = new HttpService(config, List.of(), timeouts);
  }

  /**
   * Checks that a backend can be made of a configuration, without making it.
   *
   * @throws UnusablePemException if a file of TLS is needed and can't be used
   */
  public static void check(HttpConfig config) throws UnusablePemException {
    HttpService.tls(config);
  }

  /**
   * Puts another configuration in force, for the calls that begin from now on; calls under way end
   * as they began. Upstreams that stay as they are keep their connections, and what is known of
   * their health.
   *
   * <p>For one thread at a time.
   *
   * @throws UnusablePemException if a file of TLS is needed and can't be used; then nothing has
   *     changed
   */
  public void update(HttpConfig config) throws UnusablePemException {
    HttpService before = service;
    if (!config.equals(before.config())) {
      HttpService next = new HttpService(config, before.upstreams(), timeouts);
      service = next;
      before.closeBut(next.upstreams());
    }
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    return service.call(request, observer);
  }

  @Override
  public boolean interruptible() {
    return service.config().timeouts().linger().isZero();
  }

  /** Says so if no upstream passes its health checks, or none can be connected to. */
  @Override
  public Optional<String> unhealthyReason() {
    List<UpstreamHealth> healthy =
        service.upstreams().stream()
            .map(Upstream::health)
            .filter(UpstreamHealth::isHealthy)
            .toList();
    if (healthy.isEmpty()) {
      return Optional.of("No address of the service passes its health check");
    }
    return healthy.stream().anyMatch(UpstreamHealth::isReachable)
        ? Optional.empty()
        : Optional.of("No address of the service can be connected to");
  }

  @Override
  public Collection<UpstreamLevels> upstreams() {
    Map<String, UpstreamLevels> levels = new LinkedHashMap<>();
    for (Upstream upstream : service.upstreams()) {
      levels.merge(upstream.name(), upstream.levels(), UpstreamLevels::and);
    }
    return levels.values();
  }

  @Override
  public boolean proxiesAllPaths() {
    return true;
  }

  @Override
  public String description() {
    return "http ("
        + service.config().urls().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public void close() {
    service.closeBut(List.of());
  }
}
