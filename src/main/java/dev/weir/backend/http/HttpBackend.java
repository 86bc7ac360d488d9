package dev.weir.backend.http;

import dev.weir.address.HttpUrl.Scheme;
import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.UpstreamLevels;
import dev.weir.time.Timeout;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forwards each call to an HTTP service at one or more addresses, and streams both bodies: neither
 * is ever held in memory.
 *
 * <p>Nothing is followed, decoded, stored or authenticated, and nothing is added to a request but
 * its framing. A call goes to the address that has least to do; {@link Call} says when it goes to
 * another. The number of connections is not limited here: that is what the gate's permits do. To
 * interrupt the thread of a call cancels it and closes its connection, which says nothing of when
 * the service ends its work; so a call that is too late for its client is waited for, as long as
 * {@link HttpConfig.Limits#linger} says.
 */
public final class HttpBackend implements Backend {

  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

  private final HttpConfig config;
  private final Upstreams addresses;
  private final RetryBudget budget;
  private final BackendObserver observer;
  private final List<Check> checks;
  private final Timeout sweep;

  /**
   * Makes a backend; its checks begin, and no other connection is made yet.
   *
   * @param observer hears of retries
   * @param timeouts the clock of its timeouts
   * @throws UnusablePemException if a file of TLS is needed and can't be used
   */
  public HttpBackend(HttpConfig config, BackendObserver observer, Timeouts timeouts)
      throws UnusablePemException {
    this.config = config;
    this.observer = observer;
    UpstreamTls tls =
        new UpstreamTls(isSecure(config) ? config.tls() : HttpConfig.Tls.USUAL, System::nanoTime);
    this.addresses =
        new Upstreams(
            config.urls().stream().map(url -> new Upstream(url, config, tls, timeouts)).toList());
    this.budget = new RetryBudget(config.retryBudget());
    this.checks = config.checks().stream().flatMap(this::begin).toList();
    this.sweep = timeouts.add(this::sweep);
    sweep.schedule(BETWEEN_SWEEPS);
  }

  private static boolean isSecure(HttpConfig config) {
    return config.urls().stream().anyMatch(url -> url.scheme() == Scheme.HTTPS);
  }

  private Stream<Check> begin(HttpConfig.Checks how) {
    if (how.path().isEmpty()) {
      return Stream.of(new ConnectProbe(addresses.all(), how.interval()));
    }
    String path = how.path().get();
    return addresses.all().stream().map(address -> new HealthCheck(address, path, how.interval()));
  }

  private void sweep() {
    addresses.all().forEach(address -> address.pool().sweep());
    sweep.schedule(BETWEEN_SWEEPS);
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    budget.earn();
    return new Call(addresses, budget, observer, request, endsNanos(request)).make();
  }

  private OptionalLong endsNanos(BackendRequest request) {
    Optional<Duration> total = config.limits().total();
    if (total.isEmpty()) {
      return request.deadlineNanos();
    }
    long endsNanos = System.nanoTime() + total.get().toNanos();
    boolean deadlineIsSooner =
        request.deadlineNanos().isPresent() && request.deadlineNanos().getAsLong() - endsNanos < 0;
    return deadlineIsSooner ? request.deadlineNanos() : OptionalLong.of(endsNanos);
  }

  @Override
  public boolean canBeCalledOff() {
    return config.limits().linger().isZero();
  }

  /** Says so if no address passes its health checks, or none can be connected to. */
  @Override
  public Optional<String> outage() {
    List<Upstream> well = addresses.all().stream().filter(Upstream::well).toList();
    if (well.isEmpty()) {
      return Optional.of("No address of the service passes its health check");
    }
    return well.stream().anyMatch(Upstream::reached)
        ? Optional.empty()
        : Optional.of("No address of the service can be connected to");
  }

  @Override
  public Collection<UpstreamLevels> upstreams() {
    Map<String, UpstreamLevels> levels = new LinkedHashMap<>();
    for (Upstream address : addresses.all()) {
      levels.merge(address.name(), address.levels(), UpstreamLevels::and);
    }
    return levels.values();
  }

  @Override
  public boolean takesEveryPath() {
    return true;
  }

  @Override
  public String description() {
    return "http ("
        + config.urls().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public void close() {
    sweep.close();
    checks.forEach(Check::close);
    addresses.all().forEach(Upstream::close);
  }
}
