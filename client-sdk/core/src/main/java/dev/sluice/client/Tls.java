package dev.sluice.client;

import java.nio.file.Path;
import java.util.Optional;

/** Files for TLS; all PEM. */
record Tls(
    boolean enabled,
    Optional<Path> trustedCertificates,
    Optional<Path> certificateChain,
    Optional<Path> privateKey) {

  static final Tls OFF = new Tls(false, Optional.empty(), Optional.empty(), Optional.empty());

  /** The same, encrypted and trusting these authorities; empty: those of the JVM. */
  Tls trusting(Optional<Path> trusted) {
    return new Tls(true, trusted, certificateChain, privateKey);
  }

  /** The same, encrypted and showing this certificate. */
  Tls showing(Path chain, Path key) {
    return new Tls(true, trustedCertificates, Optional.of(chain), Optional.of(key));
  }
}
