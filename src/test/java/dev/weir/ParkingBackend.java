package dev.weir;

import dev.weir.backend.Backend;
import dev.weir.backend.BackendRequest;
import dev.weir.backend.BackendResponse;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A backend whose calls stay inside until the test lets them go, and then do what it says. */
public final class ParkingBackend implements Backend {

  private final Semaphore mayGo = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private volatile Supplier<BackendResponse> response = () -> BackendResponse.json("{}");
  private volatile Optional<String> outage = Optional.empty();

  @Override
  public BackendResponse call(BackendRequest request) {
    inside.incrementAndGet();
    try {
      mayGo.acquire();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      inside.decrementAndGet();
    }
    return response.get();
  }

  /** Returns how many calls are inside now. */
  public int inside() {
    return inside.get();
  }

  /** Lets so many calls go, now or when they come. */
  public void letGo(int calls) {
    mayGo.release(calls);
  }

  /** Says what a call does when it goes. */
  public void responds(Supplier<BackendResponse> response) {
    this.response = response;
  }

  /** Says what is known against this backend. */
  public void hasOutage(Optional<String> outage) {
    this.outage = outage;
  }

  @Override
  public Optional<String> unhealthyReason() {
    return outage;
  }

  @Override
  public String description() {
    return "parking";
  }

  @Override
  public void close() {
    letGo(1_000_000);
  }
}
