package dev.sluice.server.grpc;

import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.config.GrpcConfig;
import dev.sluice.server.config.SetupException;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gRPC port for order systems: all services, health, and reflection for this machine. */
public final class GrpcServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GrpcServer.class);
  private static final int MAX_CALLS = 10_000;
  private static final int STREAM_WINDOW = 256;
  private static final int WORKER_THREADS = 32;
  private static final int TRANSPORT_SIZE_FACTOR = 4;
  private static final int MAX_METADATA_BYTES = 16 << 10;
  static final long PERMITTED_KEEPALIVE_SECONDS = 10;
  private static final long KEEPALIVE_SECONDS = 60;
  private static final long KEEPALIVE_TIMEOUT_SECONDS = 20;
  private static final long LAST_GRACE_SECONDS = 5;

  /** After which limits are compiled that no request needed yet: orders come first. */
  private static final long COMPILE_LIMITS_SECONDS = 5;

  /** What is asked thousands of times a second, and hands everything that takes time on. */
  private static final Set<String> NEVER_BLOCKING =
      Set.of(
          RoutingServiceGrpc.getRouteOrderMethod().getFullMethodName(),
          RoutingServiceGrpc.getRouteOrdersMethod().getFullMethodName(),
          RoutingServiceGrpc.getPlanOrderMethod().getFullMethodName());

  private final Server server;
  private final HealthStatusManager health;
  private final RouteOrdersStreams streams;
  private final ExecutorService workers;
  private final GrpcConfig config;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GrpcServer(
      Server server,
      HealthStatusManager health,
      RouteOrdersStreams streams,
      ExecutorService workers,
      GrpcConfig config) {
    this.server = server;
    this.health = health;
    this.streams = streams;
    this.workers = workers;
    this.config = config;
  }

  /**
   * Serves from now on.
   *
   * @throws SetupException when the address cannot be listened on
   */
  public static GrpcServer start(GrpcConfig config, GrpcCollaborators with) {
    StatusMapper statuses = new StatusMapper(with.databaseTrouble());
    CallDeadlines deadlines = new CallDeadlines(with.machineClock(), with.defaultDeadline());
    RouteOrdersStreams streams = new RouteOrdersStreams(statuses, deadlines, STREAM_WINDOW);
    HealthStatusManager health = new HealthStatusManager();
    ExecutorService workers = createWorkers();
    RequestValidator validator = RequestValidator.create();
    ServerInterceptor containment = new ErrorContainment(statuses);
    NettyServerBuilder builder = transport(config, workers);
    // The last one named is the first one called.
    List<ServerInterceptor> interceptors =
        List.of(
            deadlines,
            new MessageSizeLimit(config.maxInboundMessageBytes()),
            new InFlightLimit(MAX_CALLS),
            containment);
    for (BindableService service : services(with, validator, statuses, deadlines, streams)) {
      builder.addService(
          ServerInterceptors.intercept(
              MalformedMessages.tolerate(service.bindService()), interceptors));
    }
    builder
        .addService(health.getHealthService())
        .addService(
            ServerInterceptors.intercept(
                ProtoReflectionServiceV1.newInstance(), List.of(new LoopbackOnly(), containment)))
        .fallbackHandlerRegistry(new UnknownMethods(statuses));
    Server server = builder.build();
    bind(server, config, workers);
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
    CompletableFuture.delayedExecutor(COMPILE_LIMITS_SECONDS, TimeUnit.SECONDS, workers)
        .execute(validator::compile);
    log.info("gRPC on {}:{}", config.host(), server.getPort());
    return new GrpcServer(server, health, streams, workers, config);
  }

  /** The port that is listened on; the one that was taken when the configured one is 0. */
  public int port() {
    return server.getPort();
  }

  /** Tells everybody to go elsewhere, lets what is under way finish, then stops. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    health.enterTerminalState();
    streams.stop();
    server.shutdown();
    try {
      if (!server.awaitTermination(config.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn(
            "Calls are still under way after {} s: they are broken off",
            config.shutdownGrace().toSeconds());
        server.shutdownNow();
        server.awaitTermination(LAST_GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    workers.shutdown();
  }

  /** The port with its limits, without services. */
  static NettyServerBuilder transport(GrpcConfig config, ExecutorService workers) {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    if (address.isUnresolved()) {
      throw new SetupException(
          "grpc host " + config.host() + " is no known address",
          "it is misspelt: 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses.");
    }
    return NettyServerBuilder.forAddress(address)
        // Calls that wait for nothing begin where they arrive; a change of threads costs more CPU.
        .directExecutor()
        .callExecutor(
            new ServerCallExecutorSupplier() {
              @Override
              public <ReqT, RespT> @Nullable Executor getExecutor(
                  ServerCall<ReqT, RespT> call, Metadata headers) {
                return NEVER_BLOCKING.contains(call.getMethodDescriptor().getFullMethodName())
                    ? null
                    : workers;
              }
            })
        .maxInboundMessageSize(
            (int)
                Math.min(
                    Integer.MAX_VALUE,
                    (long) TRANSPORT_SIZE_FACTOR * config.maxInboundMessageBytes()))
        .maxInboundMetadataSize(MAX_METADATA_BYTES)
        .maxConcurrentCallsPerConnection(config.maxConcurrentCallsPerConnection())
        .permitKeepAliveTime(PERMITTED_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static List<BindableService> services(
      GrpcCollaborators with,
      RequestValidator validator,
      StatusMapper statuses,
      CallDeadlines deadlines,
      RouteOrdersStreams streams) {
    Answers answers = new Answers(validator, statuses, deadlines);
    OrderIntake intake = new OrderIntake(validator, with.network(), with.clock(), with.retention());
    return List.of(
        new RoutingGrpcService(
            intake,
            with.decisions(),
            with.ledger(),
            new PlanQueries(with.plans(), with.explanations()),
            deadlines,
            answers,
            streams),
        new NetworkGrpcService(
            validator,
            with.network(),
            with.networkEditor(),
            with.networkImporter(),
            new NetworkQueries(with.network()),
            new LoadQueries(
                with.network(), with.counters(), with.shares(), with.capacityDays(), with.clock()),
            answers,
            statuses),
        new StockGrpcService(
            with.network(), with.stockLedger(), with.stock(), with.clock(), answers),
        new PolicyGrpcService(
            with.rules(),
            with.ordersByRule(),
            with.desk(),
            with.catalog(),
            new SimulateRulesStream(intake, with.desk(), with.simulation()),
            with.clock().instant(),
            answers));
  }

  private static void bind(Server server, GrpcConfig config, ExecutorService workers) {
    try {
      server.start();
    } catch (IOException e) {
      workers.shutdown();
      throw cannotListen(config, e);
    }
  }

  private static SetupException cannotListen(GrpcConfig config, IOException failure) {
    return new SetupException(
        "grpc address %s:%d cannot be listened on: %s"
            .formatted(config.host(), config.port(), rootMessage(failure)),
        "another server runs there already, or the address is not this machine's:"
            + " choose another port with --port, 0 takes a free one.",
        failure);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? "no reason given" : message;
  }

  /** The threads that calls start on. */
  static ExecutorService createWorkers() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            WORKER_THREADS,
            WORKER_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "sluice-grpc-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
