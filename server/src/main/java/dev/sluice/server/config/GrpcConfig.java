package dev.sluice.server.config;

import java.time.Duration;

/**
 * The edge for order systems.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param maxInboundMessageBytes larger requests are refused
 * @param maxConcurrentCallsPerConnection further calls of one connection wait
 * @param shutdownGrace how long calls under way may finish after a stop is asked for
 */
public record GrpcConfig(
    String host,
    int port,
    int maxInboundMessageBytes,
    int maxConcurrentCallsPerConnection,
    Duration shutdownGrace) {}
