package dev.sluice.client;

import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A server on a port of this machine that answers every order with a plan, and counts them. */
final class NetServer implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final HealthStatusManager health = new HealthStatusManager();
  private final AtomicInteger orders = new AtomicInteger();
  private final Server server;

  private NetServer(ServerCredentials credentials, Predicate<String> authorized, boolean routes)
      throws IOException {
    ServerBuilder<?> builder =
        Grpc.newServerBuilderForPort(0, credentials).addService(health.getHealthService());
    if (routes) {
      builder.addService(new Routing()).intercept(new Gate(authorized));
    }
    server = builder.build().start();
  }

  static NetServer start() throws IOException {
    return start(InsecureServerCredentials.create());
  }

  static NetServer start(ServerCredentials credentials) throws IOException {
    return new NetServer(credentials, authorization -> true, true);
  }

  /** Takes orders only with such an {@code authorization} header. */
  static NetServer guarded(Predicate<String> authorized) throws IOException {
    return new NetServer(InsecureServerCredentials.create(), authorized, true);
  }

  /** Knows none of our methods. */
  static NetServer ofAnotherVersion() throws IOException {
    return new NetServer(InsecureServerCredentials.create(), authorization -> true, false);
  }

  String target() {
    return "localhost:" + server.getPort();
  }

  int port() {
    return server.getPort();
  }

  int orders() {
    return orders.get();
  }

  void serves(boolean serves) {
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Routing extends RoutingServiceImplBase {
    @Override
    public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> answer) {
      orders.incrementAndGet();
      answer.onNext(
          RouteOrderResponse.newBuilder()
              .setPlan(RoutingPlan.newBuilder().setOrderId(request.getOrder().getOrderId()))
              .build());
      answer.onCompleted();
    }
  }

  private record Gate(Predicate<String> authorized) implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      String authorization = headers.get(AUTHORIZATION);
      boolean ours = call.getMethodDescriptor().getFullMethodName().startsWith("sluice.");
      if (!ours || authorized.test(authorization == null ? "" : authorization)) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED.withDescription("the token has expired"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
