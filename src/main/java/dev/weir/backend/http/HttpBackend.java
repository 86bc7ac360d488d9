package dev.weir.backend.http;

import dev.weir.address.HttpUrl.Scheme;
import dev.weir.backend.Backend;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.UpstreamLevels;
import dev.weir.time.RepeatedAction;
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

  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

  private final HttpConfig config;
  private final Upstreams upstreams;
  private final RetryBudget budget;
  private final BackendObserver observer;
  private final List<RepeatedAction> checks;
  private final RepeatedAction sweeps;

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
    Optional<UpstreamTls> tls =
        isSecure(config)
            ? Optional.of(new UpstreamTls(config.tls(), System::nanoTime))
            : Optional.empty();
    this.upstreams =
        new Upstreams(
            config.urls().stream().map(url -> new Upstream(url, config, tls, timeouts)).toList());
    this.budget = new RetryBudget(config.retryBudget());
    this.checks = config.checks().stream().flatMap(this::begin).toList();
    this.sweeps =
        new RepeatedAction(
            Thread.ofVirtual().name("weir-sweep"),
            BETWEEN_SWEEPS,
            () -> upstreams.all().forEach(upstream -> upstream.pool().sweep()));
  }

  private static boolean isSecure(HttpConfig config) {
    return config.urls().stream().anyMatch(url -> url.scheme() == Scheme.HTTPS);
  }

  private Stream<RepeatedAction> begin(HttpConfig.Checks checks) {
    if (checks.path().isEmpty()) {
      return Stream.of(connectProbe(checks.interval()));
    }
    String path = checks.path().get();
    return upstreams.all().stream()
        .map(upstream -> new HealthCheck(upstream, path, checks.interval()))
        .map(
            check ->
                new RepeatedAction(
                    Thread.ofVirtual().name("weir-health"), checks.interval(), check));
  }

  /**
   * Connects to each upstream once at the start, and then again and again to those that could not
   * be connected to, until they can. So it is known of an idle Weir whether its backend is there.
   *
   * <p>To look up a name may block the carrier of a virtual thread, of which there are few.
   */
  private RepeatedAction connectProbe(Duration interval) {
    return new RepeatedAction(
        Thread.ofPlatform().daemon().name("weir-connect-probe"),
        interval,
        () -> upstreams.all().forEach(Upstream::probe));
  }

  @Override
  public BackendResponse call(BackendRequest request) {
    budget.earn();
    return new Call(upstreams, budget, observer, request, endsNanos(request)).make();
  }

  private OptionalLong endsNanos(BackendRequest request) {
    Optional<Duration> total = config.timeouts().total();
    if (total.isEmpty()) {
      return request.deadlineNanos();
    }
    long endsNanos = System.nanoTime() + total.get().toNanos();
    return CallTimeout.sooner(request.deadlineNanos(), OptionalLong.of(endsNanos));
  }

  @Override
  public boolean interruptible() {
    return config.timeouts().linger().isZero();
  }

  /** Says so if no upstream passes its health checks, or none can be connected to. */
  @Override
  public Optional<String> unhealthyReason() {
    List<UpstreamHealth> healthy =
        upstreams.all().stream().map(Upstream::health).filter(UpstreamHealth::isHealthy).toList();
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
    for (Upstream upstream : upstreams.all()) {
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
        + config.urls().stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public void close() {
    sweeps.close();
    checks.forEach(RepeatedAction::close);
    upstreams.all().forEach(Upstream::close);
  }
}
