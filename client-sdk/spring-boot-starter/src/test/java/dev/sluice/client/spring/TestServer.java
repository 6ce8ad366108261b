package dev.sluice.client.spring;

import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a port of this machine that knows every plan. */
final class TestServer implements AutoCloseable {

  private final HealthStatusManager health = new HealthStatusManager();
  private final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private final Server server;

  private TestServer(ServerCredentials credentials) {
    try {
      server =
          Grpc.newServerBuilderForPort(0, credentials)
              .addService(health.getHealthService())
              .addService(new KnowsEveryPlan())
              .intercept(new Remembers())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestServer start() {
    return start(InsecureServerCredentials.create());
  }

  static TestServer start(ServerCredentials credentials) {
    return new TestServer(credentials);
  }

  String target() {
    return "localhost:" + server.getPort();
  }

  void stopServing() {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
  }

  /** The header of the last call for a plan. */
  String lastHeader(String name) {
    return String.valueOf(
        headers
            .get(headers.size() - 1)
            .get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class KnowsEveryPlan extends RoutingServiceImplBase {
    @Override
    public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> answer) {
      answer.onNext(
          GetPlanResponse.newBuilder()
              .setPlan(RoutingPlan.newBuilder().setPlanId(request.getPlanId()))
              .build());
      answer.onCompleted();
    }
  }

  private final class Remembers implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata sent, ServerCallHandler<Q, R> next) {
      if (call.getMethodDescriptor().getFullMethodName().startsWith("sluice.")) {
        headers.add(sent);
      }
      return next.startCall(call, sent);
    }
  }
}
