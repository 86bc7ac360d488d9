package dev.weir.wire.tls;

import java.util.List;

/**
 * The cipher suites that clients are offered: those with forward secrecy and authenticated
 * encryption, as RFC 9325 (section 4.2) recommends, and no others.
 */
final class CipherSuites {

  /** In the order of preference, those of TLS 1.3 first. */
  static final List<String> OFFERED =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private CipherSuites() {}
}
