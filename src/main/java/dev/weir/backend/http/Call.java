package dev.weir.backend.http;

import dev.weir.backend.BackendException;
import dev.weir.backend.BackendException.Failure;
import dev.weir.backend.BackendObserver;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import dev.weir.backend.RetryReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One call, in up to three attempts, at most two of them at the same upstream.
 *
 * <p>An attempt that got no connection is followed by one at another upstream, whatever the
 * request: no service has seen it. An attempt that was broken off before anything of a response
 * came is followed by another only if the request may be repeated: an idempotent method (RFC 9110,
 * section 9.2.2), and no body. The other is made on a new connection to the same upstream if the
 * connection was an old one, which the service may have closed before it saw the request; else at
 * another upstream, if the {@link RetryBudget} has something left: only such an attempt can give
 * the service work twice. A service that is too slow gets no second attempt.
 */
final class Call {

  private static final int MOST_ATTEMPTS = 3;
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private final Upstreams upstreams;
  private final RetryBudget budget;
  private final BackendObserver observer;
  private final BackendRequest request;
  private final OptionalLong endsNanos;
  private final List<Upstream> tried = new ArrayList<>(1);
  private boolean onNewConnection;

  Call(
      Upstreams upstreams,
      RetryBudget budget,
      BackendObserver observer,
      BackendRequest request,
      OptionalLong endsNanos) {
    this.upstreams = upstreams;
    this.budget = budget;
    this.observer = observer;
    this.request = request;
    this.endsNanos = endsNanos;
  }

  /**
   * Makes it.
   *
   * @throws BackendException what ended the last attempt
   */
  BackendResponse make() {
    Upstream upstream = upstreams.first();
    while (true) {
      tried.add(upstream);
      Attempt next = new Attempt(upstream, request);
      try {
        return next.make(onNewConnection, endsNanos);
      } catch (BackendException e) {
        String name = upstream.name();
        upstream = after(next, e, upstream).orElseThrow(() -> e.of(name));
      }
    }
  }

  /** Returns where the next attempt goes, if there is to be one. */
  private Optional<Upstream> after(Attempt failed, BackendException e, Upstream upstream) {
    if (tried.size() == MOST_ATTEMPTS || Thread.currentThread().isInterrupted()) {
      return Optional.empty();
    }
    if (!failed.connected()) {
      onNewConnection = false;
      return retry(RetryReason.CONNECT, upstreams.other(tried));
    }
    if (e.failure() != Failure.BROKEN || !failed.withoutResponse() || !mayBeRepeated()) {
      return Optional.empty();
    }
    onNewConnection = failed.onUsedConnection();
    if (onNewConnection) {
      upstream.pool().clear();
      return retry(RetryReason.STALE_CONNECTION, Optional.of(upstream));
    }
    return retry(RetryReason.BROKEN_CONNECTION, upstreams.other(tried).filter(this::spend));
  }

  private Optional<Upstream> retry(RetryReason reason, Optional<Upstream> next) {
    next.ifPresent(
        upstream -> {
          observer.retried(reason);
          request.retried().accept(reason);
        });
    return next;
  }

  private boolean spend(Upstream next) {
    boolean spent = budget.spend();
    if (!spent) {
      observer.retryBudgetExhausted();
    }
    return spent;
  }

  private boolean mayBeRepeated() {
    return request.body().isEmpty() && IDEMPOTENT.contains(request.method());
  }
}
