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
 * One call, in up to three tries, at most two of them at the same address.
 *
 * <p>A try that got no connection is followed by one at another address, whatever the request: no
 * service has seen it. A try that was broken off before anything of an answer came is followed by
 * another only if the request may be repeated: an idempotent method (RFC 9110, section 9.2.2), and
 * no body. It is made on a new connection to the same address if the connection was an old one,
 * which the service may have closed before it saw the request; else at another address, if the
 * {@link RetryBudget} has something left: only such a try can give the service work twice. A
 * service that is too slow is not asked again.
 */
final class Call {

  private static final int MOST_TRIES = 3;
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private final Upstreams addresses;
  private final RetryBudget budget;
  private final BackendObserver observer;
  private final BackendRequest request;
  private final OptionalLong endsNanos;
  private final List<Upstream> tried = new ArrayList<>(1);
  private boolean onNewConnection;

  Call(
      Upstreams addresses,
      RetryBudget budget,
      BackendObserver observer,
      BackendRequest request,
      OptionalLong endsNanos) {
    this.addresses = addresses;
    this.budget = budget;
    this.observer = observer;
    this.request = request;
    this.endsNanos = endsNanos;
  }

  /**
   * Makes it.
   *
   * @throws BackendException what ended the last try
   */
  BackendResponse make() {
    Upstream address = addresses.first();
    while (true) {
      tried.add(address);
      Attempt next = new Attempt(address, request);
      try {
        return next.make(onNewConnection, endsNanos);
      } catch (BackendException e) {
        String name = address.name();
        address = after(next, e, address).orElseThrow(() -> e.of(name));
      }
    }
  }

  /** Returns where the next try goes, if there is to be one. */
  private Optional<Upstream> after(Attempt failed, BackendException e, Upstream address) {
    if (tried.size() == MOST_TRIES || Thread.currentThread().isInterrupted()) {
      return Optional.empty();
    }
    if (!failed.connected()) {
      onNewConnection = false;
      return retry(RetryReason.CONNECT, addresses.other(tried));
    }
    if (e.failure() != Failure.BROKEN || !failed.unanswered() || !mayBeRepeated()) {
      return Optional.empty();
    }
    onNewConnection = failed.onUsedConnection();
    if (onNewConnection) {
      address.pool().clear();
      return retry(RetryReason.STALE_CONNECTION, Optional.of(address));
    }
    return retry(RetryReason.BROKEN_CONNECTION, addresses.other(tried).filter(this::spend));
  }

  private Optional<Upstream> retry(RetryReason reason, Optional<Upstream> next) {
    next.ifPresent(address -> observer.retried(reason));
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
