package dev.sluice.client;

import java.util.function.BiConsumer;

/**
 * Told of every call of a client, for metrics, traces and logs; see {@code
 * dev.sluice.client.micrometer}, {@code .opentelemetry} and {@code .slf4j}. Used by many threads at
 * once, on the threads that calls run on: it must not block. What it throws is logged and does not
 * reach the call.
 */
@FunctionalInterface
public interface CallObserver {

  /**
   * A call begins, on the caller's thread.
   *
   * @param method such as {@code RoutingService/RouteOrder}; a stream of orders is one call, {@code
   *     RoutingService/RouteOrders}
   * @param headers takes headers to send with it, name and value, both ASCII
   * @return told how it goes on
   */
  CallEvents begin(String method, BiConsumer<String, String> headers);
}
