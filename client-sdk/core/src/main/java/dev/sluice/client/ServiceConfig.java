package dev.sluice.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts, retry policy, balancing and health checks as the contract ships them: one truth for
 * clients of any language.
 */
final class ServiceConfig {

  private static final String RESOURCE = "/sluice/routing/v1/routing_grpc_service_config.json";

  private final JsonObject root;
  private final Map<String, CallLimits> limits;

  private ServiceConfig(JsonObject root) {
    this.root = root;
    this.limits = Map.copyOf(readLimits(root));
  }

  static ServiceConfig load() {
    try (InputStream json = RoutingServiceGrpc.class.getResourceAsStream(RESOURCE)) {
      if (json == null) {
        throw new IllegalStateException(
            "No resource %s\nMaybe the sluice-proto jar is not on the class path, or was stripped."
                .formatted(RESOURCE));
      }
      return new ServiceConfig(
          JsonParser.parseReader(new InputStreamReader(json, StandardCharsets.UTF_8))
              .getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  /** The whole config in the form that gRPC takes. */
  Map<String, ?> asMap() {
    return object(root);
  }

  /**
   * What calls of a method may do.
   *
   * @param fullMethodName such as {@code sluice.routing.v1.RoutingService/RouteOrder}
   */
  CallLimits limits(String fullMethodName) {
    CallLimits own = limits.get(fullMethodName);
    if (own != null) {
      return own;
    }
    String service = fullMethodName.substring(0, fullMethodName.indexOf('/') + 1);
    return limits.getOrDefault(service, CallLimits.NONE);
  }

  /** By "service/method", or "service/" for all others of a service. */
  private static Map<String, CallLimits> readLimits(JsonObject root) {
    Map<String, CallLimits> limits = new LinkedHashMap<>();
    for (JsonElement config : root.getAsJsonArray("methodConfig")) {
      CallLimits shared = limits(config.getAsJsonObject());
      for (JsonElement element : config.getAsJsonObject().getAsJsonArray("name")) {
        JsonObject name = element.getAsJsonObject();
        String method = name.has("method") ? name.get("method").getAsString() : "";
        limits.put(name.get("service").getAsString() + "/" + method, shared);
      }
    }
    return limits;
  }

  private static CallLimits limits(JsonObject config) {
    Duration timeout =
        config.has("timeout") ? duration(config.get("timeout")) : CallLimits.NO_TIMEOUT;
    JsonObject retry = config.getAsJsonObject("retryPolicy");
    if (retry != null) {
      return new CallLimits(
          timeout,
          retry.get("maxAttempts").getAsInt(),
          duration(retry.get("initialBackoff")),
          duration(retry.get("maxBackoff")),
          retry.get("backoffMultiplier").getAsDouble());
    }
    JsonObject hedging = config.getAsJsonObject("hedgingPolicy");
    int attempts = hedging == null ? 1 : hedging.get("maxAttempts").getAsInt();
    return new CallLimits(
        timeout,
        attempts,
        CallLimits.NONE.initialBackoff(),
        CallLimits.NONE.maxBackoff(),
        CallLimits.NONE.backoffMultiplier());
  }

  /** "5s" or "0.5s", as protobuf's JSON writes durations. */
  private static Duration duration(JsonElement text) {
    return Duration.parse("PT" + text.getAsString().toUpperCase(Locale.ROOT));
  }

  private static Map<String, @Nullable Object> object(JsonObject node) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    node.entrySet().forEach(field -> map.put(field.getKey(), value(field.getValue())));
    return map;
  }

  /** gRPC takes every number as a double. */
  private static @Nullable Object value(JsonElement node) {
    if (node.isJsonObject()) {
      return object(node.getAsJsonObject());
    }
    if (node.isJsonArray()) {
      return StreamSupport.stream(node.getAsJsonArray().spliterator(), false)
          .map(ServiceConfig::value)
          .toList();
    }
    if (node.isJsonNull()) {
      return null;
    }
    JsonPrimitive primitive = node.getAsJsonPrimitive();
    if (primitive.isNumber()) {
      return primitive.getAsDouble();
    }
    return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
  }
}
