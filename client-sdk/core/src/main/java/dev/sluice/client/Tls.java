package dev.sluice.client;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * Whether to encrypt, whom to trust and what to show.
 *
 * @param trust adds whom to trust; by itself the authorities of the JVM
 * @param identity adds what to show; by itself nothing
 */
record Tls(boolean enabled, Part trust, Part identity) {

  private static final Part DEFAULT = credentials -> {};

  static final Tls OFF = new Tls(false, DEFAULT, DEFAULT);

  /** One side of the credentials. */
  @FunctionalInterface
  interface Part {
    void addTo(TlsChannelCredentials.Builder credentials) throws IOException;
  }

  /** The same, encrypted and trusting the authorities of the JVM. */
  Tls trustingJvm() {
    return new Tls(true, DEFAULT, identity);
  }

  /** The same, encrypted and trusting the authorities in this PEM file. */
  Tls trusting(Path trusted) {
    return new Tls(
        true, credentials -> credentials.trustManager(readable(trusted).toFile()), identity);
  }

  /** The same, encrypted and trusting whom these do. */
  Tls trusting(List<TrustManager> trusted) {
    return new Tls(
        true,
        credentials -> credentials.trustManager(trusted.toArray(TrustManager[]::new)),
        identity);
  }

  /** The same, encrypted and showing the certificate in these PEM files. */
  Tls showing(Path chain, Path key) {
    return new Tls(
        true,
        trust,
        credentials -> credentials.keyManager(readable(chain).toFile(), readable(key).toFile()));
  }

  /** The same, encrypted and showing what these choose. */
  Tls showing(List<KeyManager> keys) {
    return new Tls(
        true, trust, credentials -> credentials.keyManager(keys.toArray(KeyManager[]::new)));
  }

  /**
   * For a channel.
   *
   * @throws IllegalArgumentException when a file cannot be used
   */
  ChannelCredentials credentials() {
    if (!enabled) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      trust.addTo(credentials);
      identity.addTo(credentials);
      return credentials.build();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "TLS file cannot be used: %s\nMaybe it is not PEM.".formatted(e.getMessage()), e);
    }
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "TLS file cannot be read: %s\nMaybe the path is wrong.".formatted(file));
    }
    return file;
  }
}
