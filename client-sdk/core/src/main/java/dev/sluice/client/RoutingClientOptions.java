package dev.sluice.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a {@link RoutingClient} reaches Sluice and what it allows itself; immutable. */
public final class RoutingClientOptions {

  /** Orders under way in one {@link OrderStream} unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 256;

  /** Where a server on the same machine listens. */
  public static final String DEFAULT_TARGET = "localhost:50051";

  private static final Pattern TARGET =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/\\s\\[\\]]+):([0-9]{1,5})");
  private static final Pattern HEADER = Pattern.compile("[0-9a-z_.-]+");
  private static final int MAX_PORT = 65_535;

  private final List<String> targets;
  private final Tls tls;
  private final Optional<Duration> deadline;
  private final Map<String, String> headers;
  private final int maxInFlight;
  private final String userAgent;

  private RoutingClientOptions(Builder builder) {
    targets = List.copyOf(builder.targets);
    tls = builder.tls;
    deadline = builder.deadline;
    headers = Map.copyOf(builder.headers);
    maxInFlight = builder.maxInFlight;
    userAgent = builder.userAgent;
  }

  /**
   * Starts options with their defaults.
   *
   * @param targets one or more servers of one Sluice, each {@code host:port}. Calls go to all of
   *     them in turn; a host name may stand for several addresses
   */
  public static Builder newBuilder(String... targets) {
    return new Builder(targets);
  }

  /** One or more {@code host:port}. */
  public List<String> targets() {
    return targets;
  }

  /** Whether the connection is encrypted; not by default. */
  public boolean encrypted() {
    return tls.enabled();
  }

  /**
   * The longest any call may take, when that is less than the contract's own timeout for the
   * method; empty (the default): the contract's.
   */
  public Optional<Duration> deadline() {
    return deadline;
  }

  /** Sent with every call; none by default. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Orders under way in one {@link OrderStream}; {@link #DEFAULT_MAX_IN_FLIGHT} by default. */
  public int maxInFlight() {
    return maxInFlight;
  }

  /** Names the caller to the server. */
  public String userAgent() {
    return userAgent;
  }

  Tls tls() {
    return tls;
  }

  /** Files for TLS; all PEM. */
  record Tls(
      boolean enabled,
      Optional<Path> trustedCertificates,
      Optional<Path> certificateChain,
      Optional<Path> privateKey) {

    static final Tls OFF = new Tls(false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Options in the making; not thread-safe. */
  public static final class Builder {

    private final List<String> targets = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Tls tls = Tls.OFF;
    private Optional<Duration> deadline = Optional.empty();
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private String userAgent = "sluice-client-java";

    private Builder(String... targets) {
      if (targets.length == 0) {
        throw new IllegalArgumentException(
            "No target given\nMaybe pass \"%s\".".formatted(DEFAULT_TARGET));
      }
      for (String target : targets) {
        this.targets.add(requireTarget(target));
      }
    }

    private static String requireTarget(String target) {
      var matcher = TARGET.matcher(Objects.requireNonNull(target, "target must not be null"));
      if (!matcher.matches()
          || Integer.parseInt(matcher.group(2)) > MAX_PORT
          || Integer.parseInt(matcher.group(2)) == 0) {
        throw new IllegalArgumentException(
            "Target is not host:port with a port of 1 to %d: \"%s\"\nMaybe \"%s\", without http://."
                .formatted(MAX_PORT, target, DEFAULT_TARGET));
      }
      return target;
    }

    /** Encrypts, trusting the certificate authorities of the JVM. */
    public Builder tls() {
      tls = new Tls(true, Optional.empty(), tls.certificateChain(), tls.privateKey());
      return this;
    }

    /**
     * Encrypts, trusting only these certificate authorities.
     *
     * @param trustedCertificates PEM file; read when the client is created
     */
    public Builder tls(Path trustedCertificates) {
      tls =
          new Tls(true, Optional.of(trustedCertificates), tls.certificateChain(), tls.privateKey());
      return this;
    }

    /**
     * Also shows a certificate of its own to the server (mutual TLS); encrypts.
     *
     * @param certificateChain PEM file
     * @param privateKey PEM file, PKCS #8, without a password
     */
    public Builder clientCertificate(Path certificateChain, Path privateKey) {
      tls =
          new Tls(
              true,
              tls.trustedCertificates(),
              Optional.of(certificateChain),
              Optional.of(privateKey));
      return this;
    }

    /**
     * See {@link RoutingClientOptions#deadline()}. A deadline of the caller's {@code
     * io.grpc.Context} that comes earlier wins.
     *
     * @param deadline more than zero
     */
    public Builder deadline(Duration deadline) {
      if (deadline.isZero() || deadline.isNegative()) {
        throw new IllegalArgumentException(
            "Deadline is not above zero: %s\nMaybe Duration.ofSeconds(2).".formatted(deadline));
      }
      this.deadline = Optional.of(deadline);
      return this;
    }

    /**
     * Sends a header with every call.
     *
     * @param name ASCII letters, digits and {@code _ . -}; sent in lower case; not {@code grpc-...}
     *     or {@code ...-bin}
     * @param value printable ASCII
     */
    public Builder header(String name, String value) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!HEADER.matcher(lower).matches()
          || lower.startsWith("grpc-")
          || lower.endsWith("-bin")
          || !value.matches("[ -~]*")) {
        throw new IllegalArgumentException(
            "Header is no plain ASCII header of its own: %s\nMaybe a name like x-caller."
                .formatted(name));
      }
      headers.put(lower, value);
      return this;
    }

    /** See {@link RoutingClientOptions#maxInFlight()}; 1 to 100,000. */
    public Builder maxInFlight(int maxInFlight) {
      if (maxInFlight < 1 || maxInFlight > 100_000) {
        throw new IllegalArgumentException(
            "Max in flight is not 1 to 100000: %d\nMaybe leave it at %d."
                .formatted(maxInFlight, DEFAULT_MAX_IN_FLIGHT));
      }
      this.maxInFlight = maxInFlight;
      return this;
    }

    /** See {@link RoutingClientOptions#userAgent()}; printable ASCII, not empty. */
    public Builder userAgent(String userAgent) {
      if (!userAgent.matches("[ -~]+")) {
        throw new IllegalArgumentException(
            "User agent is not printable ASCII: \"%s\"\nMaybe \"order-service/1.4\"."
                .formatted(userAgent));
      }
      this.userAgent = userAgent;
      return this;
    }

    /** The options. */
    public RoutingClientOptions build() {
      return new RoutingClientOptions(this);
    }
  }
}
