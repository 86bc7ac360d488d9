package dev.weir.backend.http;

/** Something that finds out, again and again, how an address is, until it is closed. */
sealed interface Check extends AutoCloseable permits ConnectProbe, HealthCheck {

  @Override
  void close();
}
