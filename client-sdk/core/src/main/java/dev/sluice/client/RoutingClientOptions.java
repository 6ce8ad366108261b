package dev.sluice.client;

import dev.sluice.client.internal.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** How a {@link RoutingClient} reaches Sluice and what it allows itself; immutable. */
public final class RoutingClientOptions {

  /** Where a server on the same machine listens. */
  public static final String DEFAULT_TARGET = "localhost:50051";

  /** Orders under way in one stream unless told otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 256;

  /** How long a broken stream tries to resume unless told otherwise. */
  public static final Duration DEFAULT_RESUME_WITHIN = Duration.ofMinutes(1);

  /** How long a connection may be silent before it is tried, unless told otherwise. */
  public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(20);

  /** How long a tried connection may stay silent, unless told otherwise. */
  public static final Duration DEFAULT_KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration MIN_KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration MIN_KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_DURATION = Duration.ofDays(1);
  private static final int MAX_IN_FLIGHT_LIMIT = 100_000;
  private static final Pattern TARGET =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/\\s\\[\\]]+):([0-9]{1,5})");
  private static final Pattern HEADER = Pattern.compile("[0-9a-z_.-]+");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1]):[0-9]+", Pattern.CASE_INSENSITIVE);
  private static final int MAX_PORT = 65_535;

  private final List<String> targets;
  private final Tls tls;
  private final Optional<Supplier<String>> bearerToken;
  private final Optional<Duration> deadline;
  private final Map<String, String> headers;
  private final int maxInFlight;
  private final Duration resumeWithin;
  private final Duration keepAlive;
  private final Duration keepAliveTimeout;
  private final String userAgent;
  private final List<CallObserver> observers;
  private final Optional<Transport> transport;

  private RoutingClientOptions(Builder builder) {
    targets = List.copyOf(builder.targets);
    tls = builder.tls;
    bearerToken = builder.bearerToken;
    deadline = builder.deadline;
    headers = Map.copyOf(builder.headers);
    maxInFlight = builder.maxInFlight;
    resumeWithin = builder.resumeWithin;
    keepAlive = builder.keepAlive;
    keepAliveTimeout = builder.keepAliveTimeout;
    userAgent = builder.userAgent;
    observers = List.copyOf(builder.observers);
    transport = builder.transport;
  }

  /**
   * Starts options with their defaults.
   *
   * @param targets one or more servers of one Sluice, each {@code host:port}. Calls go in turn to
   *     all of them that are healthy; a host name may stand for several addresses
   * @throws IllegalArgumentException when there is none, or one is not {@code host:port}
   */
  public static Builder newBuilder(String... targets) {
    return new Builder(targets);
  }

  /** Starts options with these values. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** One or more {@code host:port}. */
  public List<String> targets() {
    return targets;
  }

  /** Whether the connection is encrypted; not by default. */
  public boolean encrypted() {
    return tls.enabled();
  }

  /** Gives the token that is sent with every attempt; none by default. */
  public Optional<Supplier<String>> bearerToken() {
    return bearerToken;
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

  /** Orders under way in one stream; {@link #DEFAULT_MAX_IN_FLIGHT} by default. */
  public int maxInFlight() {
    return maxInFlight;
  }

  /**
   * How long a broken stream tries to resume before its unanswered orders fail, and, where no
   * {@link #deadline()} is set, how long a connected server may take to answer one of them; {@link
   * #DEFAULT_RESUME_WITHIN} by default.
   */
  public Duration resumeWithin() {
    return resumeWithin;
  }

  /**
   * How long a connection may be silent before it is tried; {@link #DEFAULT_KEEP_ALIVE} by default.
   */
  public Duration keepAlive() {
    return keepAlive;
  }

  /**
   * How long a connection that is tried may stay silent before it counts as broken; {@link
   * #DEFAULT_KEEP_ALIVE_TIMEOUT} by default.
   */
  public Duration keepAliveTimeout() {
    return keepAliveTimeout;
  }

  /** Names the caller to the server; {@code sluice-client-java} by default. */
  public String userAgent() {
    return userAgent;
  }

  /** Told of every call; none by default. */
  public List<CallObserver> observers() {
    return observers;
  }

  Tls tls() {
    return tls;
  }

  Optional<Transport> transport() {
    return transport;
  }

  /** Options in the making; not thread-safe. */
  public static final class Builder {

    private final List<String> targets = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<CallObserver> observers = new ArrayList<>();
    private Tls tls = Tls.OFF;
    private Optional<Supplier<String>> bearerToken = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private Duration resumeWithin = DEFAULT_RESUME_WITHIN;
    private Duration keepAlive = DEFAULT_KEEP_ALIVE;
    private Duration keepAliveTimeout = DEFAULT_KEEP_ALIVE_TIMEOUT;
    private String userAgent = "sluice-client-java";
    private Optional<Transport> transport = Optional.empty();

    private Builder(String... targets) {
      if (targets.length == 0) {
        throw new IllegalArgumentException(
            "No target given\nMaybe pass \"%s\".".formatted(DEFAULT_TARGET));
      }
      for (String target : targets) {
        this.targets.add(requireTarget(target));
      }
    }

    private Builder(RoutingClientOptions options) {
      targets.addAll(options.targets);
      headers.putAll(options.headers);
      observers.addAll(options.observers);
      tls = options.tls;
      bearerToken = options.bearerToken;
      deadline = options.deadline;
      maxInFlight = options.maxInFlight;
      resumeWithin = options.resumeWithin;
      keepAlive = options.keepAlive;
      keepAliveTimeout = options.keepAliveTimeout;
      userAgent = options.userAgent;
      transport = options.transport;
    }

    /** Does not encrypt; the default. */
    public Builder plaintext() {
      tls = Tls.OFF;
      return this;
    }

    /** Encrypts, trusting the certificate authorities of the JVM. */
    public Builder tls() {
      tls = tls.trustingJvm();
      return this;
    }

    /**
     * Encrypts, trusting only these certificate authorities.
     *
     * @param trustedCertificates PEM file; read when the client is created
     */
    public Builder tls(Path trustedCertificates) {
      tls = tls.trusting(Calls.require(trustedCertificates, "trustedCertificates"));
      return this;
    }

    /** Encrypts, trusting whom these do: those of a key store, for example. */
    public Builder tls(TrustManager... trustManagers) {
      tls = tls.trusting(List.of(trustManagers));
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
          tls.showing(
              Calls.require(certificateChain, "certificateChain"),
              Calls.require(privateKey, "privateKey"));
      return this;
    }

    /** Also shows the certificate that these choose to the server (mutual TLS); encrypts. */
    public Builder clientCertificate(KeyManager... keyManagers) {
      tls = tls.showing(List.of(keyManagers));
      return this;
    }

    /**
     * Sends a bearer token with every attempt of every call. Needs TLS, unless all targets are on
     * this machine.
     *
     * @param token asked for each attempt, on one of the client's own threads; it may block while
     *     it fetches one, and is best at keeping it until it expires. What it throws fails the call
     *     with {@link NotAuthorizedException}
     */
    public Builder bearerToken(Supplier<String> token) {
      bearerToken = Optional.of(Calls.require(token, "token"));
      return this;
    }

    /**
     * See {@link RoutingClientOptions#deadline()}. A deadline of the caller's {@code
     * io.grpc.Context} that comes earlier wins.
     *
     * @param deadline more than zero, up to a day
     */
    public Builder deadline(Duration deadline) {
      this.deadline = Optional.of(within("Deadline", deadline, Duration.ofNanos(1)));
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
      this.maxInFlight = requireMaxInFlight(maxInFlight);
      return this;
    }

    /** See {@link RoutingClientOptions#resumeWithin()}; zero (never resume) to a day. */
    public Builder resumeWithin(Duration resumeWithin) {
      this.resumeWithin = within("Resume within", resumeWithin, Duration.ZERO);
      return this;
    }

    /**
     * See {@link RoutingClientOptions#keepAlive()}; 15 seconds (more often the server takes for an
     * attack) to a day.
     */
    public Builder keepAlive(Duration keepAlive) {
      this.keepAlive = within("Keep alive", keepAlive, MIN_KEEP_ALIVE);
      return this;
    }

    /** See {@link RoutingClientOptions#keepAliveTimeout()}; 1 second to a day. */
    public Builder keepAliveTimeout(Duration keepAliveTimeout) {
      this.keepAliveTimeout =
          within("Keep alive timeout", keepAliveTimeout, MIN_KEEP_ALIVE_TIMEOUT);
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

    /** Adds one that is told of every call. */
    public Builder observer(CallObserver observer) {
      observers.add(Calls.require(observer, "observer"));
      return this;
    }

    /** Goes another way than over the network; for fakes. */
    public Builder transport(Transport transport) {
      this.transport = Optional.of(Calls.require(transport, "transport"));
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException when a bearer token would leave this machine without TLS
     */
    public RoutingClientOptions build() {
      if (bearerToken.isPresent() && !tls.enabled() && transport.isEmpty()) {
        targets.stream()
            .filter(target -> !LOOPBACK.matcher(target).matches())
            .findFirst()
            .ifPresent(
                target -> {
                  throw new IllegalArgumentException(
                      "A bearer token would go to %s without encryption\nMaybe add tls()."
                          .formatted(target));
                });
      }
      return new RoutingClientOptions(this);
    }

    private static String requireTarget(String target) {
      Matcher matcher = TARGET.matcher(Objects.requireNonNull(target, "target must not be null"));
      if (!matcher.matches()
          || Integer.parseInt(matcher.group(2)) > MAX_PORT
          || Integer.parseInt(matcher.group(2)) == 0) {
        throw new IllegalArgumentException(
            "Target is not host:port with a port of 1 to %d: \"%s\"\nMaybe \"%s\", without http://."
                .formatted(MAX_PORT, target, DEFAULT_TARGET));
      }
      return target;
    }

    private static Duration within(String name, Duration value, Duration least) {
      if (value.compareTo(least) < 0 || value.compareTo(MAX_DURATION) > 0) {
        throw new IllegalArgumentException(
            "%s is not %s to %s: %s\nMaybe leave it at its default."
                .formatted(name, least, MAX_DURATION, value));
      }
      return value;
    }
  }

  static int requireMaxInFlight(int maxInFlight) {
    if (maxInFlight < 1 || maxInFlight > MAX_IN_FLIGHT_LIMIT) {
      throw new IllegalArgumentException(
          "Max in flight is not 1 to %d: %d\nMaybe leave it at %d."
              .formatted(MAX_IN_FLIGHT_LIMIT, maxInFlight, DEFAULT_MAX_IN_FLIGHT));
    }
    return maxInFlight;
  }
}
