package dev.weir.backend.http;

/** A check of upstreams that is repeated until it is closed. */
sealed interface Check extends AutoCloseable permits ConnectProbe, HealthCheck {

  @Override
  void close();
}
