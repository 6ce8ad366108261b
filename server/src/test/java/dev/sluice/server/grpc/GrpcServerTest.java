package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.SampleRequests.line;
import static dev.sluice.server.grpc.SampleRequests.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.PolicyServiceGrpc;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceBlockingStub;
import dev.sluice.server.config.SetupException;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The services over a real port. */
class GrpcServerTest {
  private final TestEdge edge = new TestEdge();
  private final RoutingServiceBlockingStub routing =
      RoutingServiceGrpc.newBlockingStub(edge.channel);

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void routesAnOrderAndAnswersTheSameToARepeat() {
    RoutingPlan first = routing.routeOrder(route(SampleRequests.order("O-1"))).getPlan();
    RoutingPlan repeat = routing.routeOrder(route(SampleRequests.order("O-1"))).getPlan();

    assertThat(first.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(first.getPlannedShipments(0).getLines(0).getQuantity()).isEqualTo(2);
    assertThat(repeat).isEqualTo(first);
  }

  @Test
  void refusesAnOrderIdThatIsTaken() {
    routing.routeOrder(route(SampleRequests.order("O-1")));

    assertFails(
        () -> routing.routeOrder(route(SampleRequests.order("O-1").setStore("OTHER"))),
        Code.ALREADY_EXISTS,
        "ORDER_CONTENT_DIFFERS");
  }

  @Test
  void plansWithoutHoldingAnything() {
    var answer =
        routing.planOrder(
            PlanOrderRequest.newBuilder().setOrder(SampleRequests.order("O-1")).build());

    assertThat(answer.getPlan().getState()).isEqualTo(PlanState.PLAN_STATE_PLANNED);
    assertThat(answer.getExplanation().getRuleSetVersion()).isEqualTo("rules-1");
    assertThat(routing.listPlans(ListPlansRequest.getDefaultInstance()).getPlansCount()).isZero();
  }

  @Test
  void confirmsAndCancelsWhatIsHeld() {
    RouteOrderRequest request =
        route(SampleRequests.order("O-1")).toBuilder()
            .setHoldDuration(Duration.newBuilder().setSeconds(60))
            .build();
    RoutingPlan held = routing.routeOrder(request).getPlan();
    ConfirmPlanRequest confirm =
        ConfirmPlanRequest.newBuilder().setPlanId(held.getPlanId()).build();
    CancelPlanRequest cancel = CancelPlanRequest.newBuilder().setPlanId(held.getPlanId()).build();

    assertThat(held.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(held.hasExpireTime()).isTrue();
    assertThat(routing.confirmPlan(confirm).getPlan().getState())
        .isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(routing.cancelPlan(cancel).getPlan().getState())
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertFails(() -> routing.confirmPlan(confirm), Code.FAILED_PRECONDITION, "PLAN_STATE");
  }

  @Test
  void cancelsAPartOnce() {
    String planId = routing.routeOrder(route(SampleRequests.order("O-1"))).getPlan().getPlanId();
    CancelPlanRequest cancel =
        CancelPlanRequest.newBuilder()
            .setPlanId(planId)
            .setRequestId("R-1")
            .addLines(CancelledLine.newBuilder().setSku("SKU-1").setQuantity(1))
            .build();

    RoutingPlan once = routing.cancelPlan(cancel).getPlan();
    RoutingPlan twice = routing.cancelPlan(cancel).getPlan();

    assertThat(once.getPlannedShipments(0).getLines(0).getQuantity()).isEqualTo(2);
    assertThat(once.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(1);
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void getsAPlanByIdOrByOrder() {
    RoutingPlan plan = routing.routeOrder(route(SampleRequests.fullOrder())).getPlan();
    GetPlanRequest byId = GetPlanRequest.newBuilder().setPlanId(plan.getPlanId()).build();
    GetPlanRequest byOrder =
        GetPlanRequest.newBuilder()
            .setOrderKey(OrderKey.newBuilder().setChannel("DOUYIN").setOrderId("O-1"))
            .setView(PlanView.PLAN_VIEW_FULL)
            .build();

    GetPlanResponse basic = routing.getPlan(byId);
    GetPlanResponse full = routing.getPlan(byOrder);

    assertThat(basic.getPlan()).isEqualTo(plan);
    assertThat(basic.hasOrder()).isFalse();
    assertThat(full.getPlan()).isEqualTo(plan);
    assertThat(full.getOrder()).isEqualTo(SampleRequests.fullOrder().build());
    assertThat(full.getExplanationMissing()).isTrue();
  }

  @Test
  void saysThatAPlanDoesNotExist() {
    assertFails(
        () -> routing.getPlan(GetPlanRequest.newBuilder().setPlanId("NO").build()),
        Code.NOT_FOUND,
        "PLAN_NOT_FOUND");
    assertFails(
        () -> routing.confirmPlan(ConfirmPlanRequest.newBuilder().setPlanId("NO").build()),
        Code.NOT_FOUND,
        "PLAN_NOT_FOUND");
  }

  @Test
  void listsPlansPageByPage() {
    for (int i = 0; i < 5; i++) {
      routing.routeOrder(route(SampleRequests.order("O-" + i)));
    }
    ListPlansRequest request = ListPlansRequest.newBuilder().setPageSize(2).build();
    java.util.Set<String> orders = new java.util.HashSet<>();
    int pages = 0;
    ListPlansResponse page;
    do {
      page = routing.listPlans(request);
      page.getPlansList().forEach(plan -> orders.add(plan.getOrderId()));
      request = request.toBuilder().setPageToken(page.getNextPageToken()).build();
      pages++;
    } while (!page.getNextPageToken().isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(orders).hasSize(5);
  }

  @Test
  void refusesBadOrdersAndKeepsServing() {
    assertFails(
        () -> routing.routeOrder(route(SampleRequests.order("O-1").clearLines())),
        Code.INVALID_ARGUMENT,
        "INVALID_FIELD");
    assertFails(
        () -> routing.routeOrder(route(SampleRequests.order("O-1").addLines(line("NO", 1)))),
        Code.INVALID_ARGUMENT,
        "UNKNOWN_SKU");
    assertFails(
        () -> routing.routeOrder(RouteOrderRequest.getDefaultInstance()),
        Code.INVALID_ARGUMENT,
        "INVALID_FIELD");

    assertThat(routing.routeOrder(route(SampleRequests.order("O-1"))).hasPlan()).isTrue();
  }

  @Test
  void refusesMessagesThatAreTooLarge() {
    RouteOrderRequest large =
        route(SampleRequests.order("x".repeat(TestEdge.MAX_MESSAGE_BYTES + 1)));

    assertFails(() -> routing.routeOrder(large), Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
  }

  @Test
  void ignoresFieldsItDoesNotKnow() {
    RouteOrderRequest newer =
        route(SampleRequests.order("O-1")).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();

    assertThat(routing.routeOrder(newer).hasPlan()).isTrue();
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    assertFails(
        () -> call("sluice.routing.v1.RoutingService/RouteOrder", new byte[] {1, 2, 3, 4, 5}),
        Code.INVALID_ARGUMENT,
        "INVALID_FIELD");
  }

  @Test
  void saysThatAMethodDoesNotExist() {
    assertFails(
        () -> call("sluice.routing.v1.RoutingService/Teleport", new byte[0]),
        Code.UNIMPLEMENTED,
        "METHOD_NOT_FOUND");
  }

  @Test
  void keepsDefectsInside() {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                PolicyServiceGrpc.newBlockingStub(edge.channel)
                    .getRuleSet(GetRuleSetRequest.getDefaultInstance()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INTERNAL);
    assertThat(StatusProto.fromThrowable(failure).toString()).doesNotContain("jdbc", "Exception");
  }

  @Test
  void answersWhenTheDeadlineIsOverAlthoughTheDecisionIsNot() {
    edge.gate = order -> new CompletableFuture<>();

    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                routing
                    .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                    .routeOrder(route(SampleRequests.order("O-1"))));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @Test
  void isHealthyUntilItStops() {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(edge.channel);

    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
    edge.server.close();
    assertThatThrownBy(
            () ->
                health
                    .withWaitForReady()
                    .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                    .check(HealthCheckRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void finishesWhatIsUnderWayBeforeItStops() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    edge.gate =
        order -> {
          arrived.complete(null);
          return released.thenApply(unused -> order);
        };
    CompletableFuture<RoutingPlan> answer =
        CompletableFuture.supplyAsync(
            () -> routing.routeOrder(route(SampleRequests.order("O-1"))).getPlan());
    arrived.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge.server::close);
    assertThat(stopped).isNotDone();
    released.complete(null);

    assertThat(answer.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("O-1");
    stopped.get(15, TimeUnit.SECONDS);
  }

  @Test
  void saysThatThePortIsInUse() {
    assertThatThrownBy(() -> startOn(edge.server.port()))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining(":" + edge.server.port())
        .hasMessageContaining("--port");
  }

  private void startOn(int port) {
    GrpcServer.start(TestEdge.config(port), edge.collaborators).close();
  }

  private InputStream call(String method, byte[] request) {
    MethodDescriptor<byte[], InputStream> descriptor =
        MethodDescriptor.<byte[], InputStream>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method)
            .setRequestMarshaller(new RawMarshaller<>(bytes -> bytes))
            .setResponseMarshaller(new RawMarshaller<>(stream -> new byte[0]))
            .build();
    return ClientCalls.blockingUnaryCall(edge.channel, descriptor, CallOptions.DEFAULT, request);
  }

  private static void assertFails(ThrowingCallable call, Code code, String reason) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("failure with " + reason).isNotNull();
    Status status = StatusProto.fromThrowable(failure);
    assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(code);
    ErrorInfo info = StatusMapperTest.detail(status, ErrorInfo.class).orElseThrow();
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo("sluice.dev");
  }

  /** Sends bytes as they are. */
  private record RawMarshaller<T>(java.util.function.Function<T, byte[]> write)
      implements MethodDescriptor.Marshaller<T> {
    @Override
    public InputStream stream(T value) {
      return new ByteArrayInputStream(write.apply(value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public T parse(InputStream stream) {
      try {
        return (T) new ByteArrayInputStream(stream.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
