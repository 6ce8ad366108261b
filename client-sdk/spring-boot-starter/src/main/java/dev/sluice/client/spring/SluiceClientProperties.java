package dev.sluice.client.spring;

import dev.sluice.client.RoutingClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the application's {@link dev.sluice.client.RoutingClient} reaches Sluice; see {@link
 * RoutingClientOptions} for what each value may be.
 *
 * @param enabled Whether to make a RoutingClient.
 * @param targets Servers of one Sluice, each host:port; calls go in turn to all that are healthy.
 * @param deadline Longest any call may take, when that is less than the contract's own timeout for
 *     the method; none by default.
 * @param headers Headers sent with every call, by name.
 * @param maxInFlight Orders under way in one stream.
 * @param resumeWithin How long a broken stream tries to resume before its unanswered orders fail.
 * @param keepAlive Silence after which a connection is tried.
 * @param keepAliveTimeout How long a connection that is tried may stay silent before it counts as
 *     broken.
 * @param userAgent Names the application to the server.
 * @param ssl Encryption.
 * @param health The health indicator.
 * @param metrics Metrics of calls.
 * @param tracing Traces of calls.
 */
@ConfigurationProperties("sluice.client")
public record SluiceClientProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue(RoutingClientOptions.DEFAULT_TARGET) List<String> targets,
    @Nullable Duration deadline,
    @DefaultValue Map<String, String> headers,
    @DefaultValue("" + RoutingClientOptions.DEFAULT_MAX_IN_FLIGHT) int maxInFlight,
    @DefaultValue("60s") Duration resumeWithin,
    @DefaultValue("20s") Duration keepAlive,
    @DefaultValue("5s") Duration keepAliveTimeout,
    @DefaultValue("sluice-client-java") String userAgent,
    @DefaultValue Ssl ssl,
    @DefaultValue Health health,
    @DefaultValue Metrics metrics,
    @DefaultValue Tracing tracing) {

  /**
   * Encryption.
   *
   * @param enabled Whether to encrypt; when not set, whether there is a bundle.
   * @param bundle Name of the SSL bundle whose trust store says whom to trust, and whose key store,
   *     if it has one, says who asks (mutual TLS); read once, at the start. Without one the
   *     authorities of the JVM are trusted.
   */
  public record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

    /** Whether to encrypt, said or implied. */
    public boolean encrypts() {
      return enabled == null ? bundle != null : enabled;
    }
  }

  /**
   * The health indicator.
   *
   * @param timeout Longest a health check waits for an answer of a server.
   */
  public record Health(@DefaultValue("1s") Duration timeout) {}

  /**
   * Metrics of calls.
   *
   * @param enabled Whether to count and time calls when there is a MeterRegistry.
   */
  public record Metrics(@DefaultValue("true") boolean enabled) {}

  /**
   * Traces of calls.
   *
   * @param enabled Whether to make a span of each call when there is an OpenTelemetry.
   */
  public record Tracing(@DefaultValue("true") boolean enabled) {}
}
