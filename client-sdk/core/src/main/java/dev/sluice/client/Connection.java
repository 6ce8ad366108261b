package dev.sluice.client;

import dev.sluice.client.internal.TargetListResolver;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What all calls of a client share: the channel, and a thread for what happens later. */
final class Connection implements AutoCloseable {

  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
  private static final long CLOSE_SECONDS = 5;

  /** Within which a server that came back is noticed; gRPC alone would wait up to two minutes. */
  private static final int RECONNECT_MILLIS = 1_000;

  private final ManagedChannel channel;
  private final ScheduledExecutorService timer;
  private final Set<Runnable> closeListeners = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Connection(ManagedChannel channel) {
    this.channel = channel;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "sluice-client-timer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Connects with the first call.
   *
   * @throws IllegalArgumentException when a TLS file cannot be used
   */
  static Connection open(RoutingClientOptions options, ServiceConfig serviceConfig) {
    ManagedChannelBuilder<?> builder =
        options.transport().isPresent()
            ? options.transport().get().newChannel()
            : overNetwork(options);
    Connection connection = new Connection(configure(builder, options, serviceConfig).build());
    connection.reconnectLater();
    return connection;
  }

  ManagedChannel channel() {
    return channel;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  boolean isClosed() {
    return closed;
  }

  /** Told of the beginning of {@link #close()}; at once when that was before. */
  void addCloseListener(Runnable listener) {
    closeListeners.add(listener);
    if (closed) {
      listener.run();
    }
  }

  void removeCloseListener(Runnable listener) {
    closeListeners.remove(listener);
  }

  @Override
  public void close() {
    closed = true;
    closeListeners.forEach(Runnable::run);
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdownNow();
    }
  }

  private void reconnectLater() {
    // At an uneven pace, so that a thousand clients do not knock at the same moment.
    int millis = RECONNECT_MILLIS / 2 + ThreadLocalRandom.current().nextInt(RECONNECT_MILLIS / 2);
    var unused =
        timer.schedule(
            () -> {
              if (!closed) {
                channel.resetConnectBackoff();
                reconnectLater();
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static ManagedChannelBuilder<?> overNetwork(RoutingClientOptions options) {
    return Grpc.newChannelBuilder(
            TargetListResolver.uri(options.targets()), options.tls().credentials())
        .keepAliveTime(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(options.keepAliveTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveWithoutCalls(true);
  }

  private static ManagedChannelBuilder<?> configure(
      ManagedChannelBuilder<?> builder, RoutingClientOptions options, ServiceConfig serviceConfig) {
    builder
        .defaultServiceConfig(serviceConfig.asMap())
        .disableServiceConfigLookUp()
        .enableRetry()
        .userAgent(options.userAgent())
        .maxInboundMessageSize(MAX_ANSWER_BYTES);
    if (!options.headers().isEmpty()) {
      Metadata headers = new Metadata();
      options
          .headers()
          .forEach(
              (name, value) ->
                  headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
      builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
    return builder;
  }
}
