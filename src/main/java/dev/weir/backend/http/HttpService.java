package dev.weir.backend.http;

import dev.weir.address.HttpUrl;
import dev.weir.address.HttpUrl.Scheme;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.time.RepeatedAction;
import dev.weir.time.Timeouts;
import dev.weir.tls.UnusablePemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An HTTP service as it is configured at one time: its upstreams, their checks, the budget of
 * retries. It is immutable: another configuration makes another one, which keeps the upstreams that
 * stay as they are.
 */
final class HttpService {

  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

  private final HttpConfig config;
  private final Upstreams upstreams;
  private final RetryBudget budget;
  private final List<RepeatedAction> actions = new ArrayList<>();

  /**
   * Makes a service; its checks begin, and no other connection is made yet.
   *
   * @param before the upstreams that there are
   * @throws UnusablePemException if a file of TLS is needed and can't be used
   */
  HttpService(HttpConfig config, List<Upstream> before, Timeouts timeouts)
      throws UnusablePemException {
    this.config = config;
    this.upstreams = new Upstreams(upstreams(before, tls(config), timeouts));
    this.budget = new RetryBudget(config.retryBudget());
    config.checks().stream().flatMap(this::begin).forEach(actions::add);
    actions.add(
        new RepeatedAction(
            Thread.ofVirtual().name("weir-sweep"),
            BETWEEN_SWEEPS,
            () -> upstreams.all().forEach(upstream -> upstream.pool().sweep())));
  }

  /** Reads the files of TLS, if a URL needs it. */
  static Optional<UpstreamTls> tls(HttpConfig config) throws UnusablePemException {
    boolean secure = config.urls().stream().anyMatch(url -> url.scheme() == Scheme.HTTPS);
    return secure ? Optional.of(new UpstreamTls(config.tls(), System::nanoTime)) : Optional.empty();
  }

  private List<Upstream> upstreams(
      List<Upstream> before, Optional<UpstreamTls> tls, Timeouts timeouts) {
    List<Upstream> left = new ArrayList<>(before);
    List<Upstream> all = new ArrayList<>();
    for (HttpUrl url : config.urls()) {
      Optional<Upstream> same = left.stream().filter(one -> one.isOf(url, config)).findFirst();
      same.ifPresent(left::remove);
      all.add(
          same.orElseGet(
              () -> new Upstream(url, config, tls, timeouts, Upstream.health(url, config, left))));
    }
    return List.copyOf(all);
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

  BackendResponse call(BackendRequest request, BackendObserver observer) {
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

  HttpConfig config() {
    return config;
  }

  List<Upstream> upstreams() {
    return upstreams.all();
  }

  /**
   * Ends the checks, and closes the connections that no call has; those of calls are closed after
   * them.
   *
   * @param kept the upstreams that stay open
   */
  void closeBut(Collection<Upstream> kept) {
    actions.forEach(RepeatedAction::close);
    upstreams.all().stream().filter(upstream -> !kept.contains(upstream)).forEach(Upstream::close);
  }
}
