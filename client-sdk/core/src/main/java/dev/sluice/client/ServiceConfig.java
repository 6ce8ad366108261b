package dev.sluice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Timeouts and retry policy as the contract ships them: one truth for clients of any language. */
final class ServiceConfig {

  private static final String RESOURCE = "/sluice/routing/v1/routing_grpc_service_config.json";

  private final JsonNode root;

  private ServiceConfig(JsonNode root) {
    this.root = root;
  }

  static ServiceConfig load() {
    try (InputStream json = RoutingServiceGrpc.class.getResourceAsStream(RESOURCE)) {
      if (json == null) {
        throw new IllegalStateException(
            "No resource %s\nMaybe the sluice-proto jar is not on the class path, or was stripped."
                .formatted(RESOURCE));
      }
      return new ServiceConfig(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  /** The whole config in the form that gRPC takes. */
  Map<String, ?> asMap() {
    return object(root);
  }

  /** How long RouteOrder may take. */
  Duration routeOrderTimeout() {
    for (JsonNode config : root.path("methodConfig")) {
      for (JsonNode name : config.path("name")) {
        if (name.path("method").asText().equals("RouteOrder")) {
          // "5s" or "0.5s", as protobuf's JSON writes durations.
          return Duration.parse("PT" + config.path("timeout").asText().toUpperCase(Locale.ROOT));
        }
      }
    }
    throw new IllegalStateException("No timeout of RouteOrder in " + RESOURCE);
  }

  private static Map<String, @Nullable Object> object(JsonNode node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.fields().forEachRemaining(field -> map.put(field.getKey(), value(field.getValue())));
    return map;
  }

  /** gRPC takes every number as a double. */
  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY ->
          StreamSupport.stream(node.spliterator(), false).map(ServiceConfig::value).toList();
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      default -> node.asText();
    };
  }
}
