package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelPlanResponse;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.ConfirmPlanResponse;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.MarkShippedRequest;
import dev.sluice.routing.v1.MarkShippedResponse;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.PlanOrderResponse;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RerouteOrderResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.model.Order;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Plans and routes orders, and answers for what was routed. */
final class RoutingGrpcService extends RoutingServiceGrpc.RoutingServiceImplBase {
  private final OrderIntake intake;
  private final OrderDecisions decisions;
  private final Ledger ledger;
  private final PlanQueries queries;
  private final CallDeadlines deadlines;
  private final Answers answers;
  private final RouteOrdersStreams streams;

  RoutingGrpcService(
      OrderIntake intake,
      OrderDecisions decisions,
      Ledger ledger,
      PlanQueries queries,
      CallDeadlines deadlines,
      Answers answers,
      RouteOrdersStreams streams) {
    this.intake = intake;
    this.decisions = decisions;
    this.ledger = ledger;
    this.queries = queries;
    this.deadlines = deadlines;
    this.answers = answers;
    this.streams = streams;
  }

  @Override
  public void planOrder(PlanOrderRequest request, StreamObserver<PlanOrderResponse> caller) {
    answers.sendLater(
        caller,
        () -> {
          Order order = intake.accept(request, request.getOrder());
          return decisions
              .plan(order)
              .thenApply(
                  decision ->
                      PlanOrderResponse.newBuilder()
                          .setPlan(PlanMapper.toProto(order.key(), decision.result().plan()))
                          .setExplanation(ExplanationMapper.toProto(decision.explain()))
                          .build());
        });
  }

  @Override
  public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> caller) {
    answers.sendLater(
        caller,
        () -> {
          return route(
                  request,
                  request.getOrder(),
                  ValueMapper.findDuration(request.hasHoldDuration(), request.getHoldDuration()))
              .thenApply(
                  plan ->
                      RouteOrderResponse.newBuilder().setPlan(PlanMapper.toProto(plan)).build());
        });
  }

  @Override
  public StreamObserver<RouteOrdersRequest> routeOrders(
      StreamObserver<RouteOrdersResponse> caller) {
    return streams.open(
        (ServerCallStreamObserver<RouteOrdersResponse>) caller,
        request ->
            route(
                request,
                request.getOrder(),
                ValueMapper.findDuration(request.hasHoldDuration(), request.getHoldDuration())));
  }

  @Override
  public void confirmPlan(ConfirmPlanRequest request, StreamObserver<ConfirmPlanResponse> caller) {
    answers.sendLater(
        request,
        caller,
        () ->
            ledger
                .confirm(request.getPlanId())
                .thenApply(
                    result ->
                        ConfirmPlanResponse.newBuilder()
                            .setPlan(PlanMapper.toProto(Transitions.requireDone(result)))
                            .build()));
  }

  @Override
  public void cancelPlan(CancelPlanRequest request, StreamObserver<CancelPlanResponse> caller) {
    answers.sendLater(
        request,
        caller,
        () -> {
          Release release = Transitions.toRelease(request);
          CompletionStage<TransitionResult> released = ledger.release(release);
          return released.thenApply(
              result ->
                  CancelPlanResponse.newBuilder()
                      .setPlan(PlanMapper.toProto(Transitions.requireDone(result)))
                      .build());
        });
  }

  @Override
  public void markShipped(MarkShippedRequest request, StreamObserver<MarkShippedResponse> caller) {
    answers.sendLater(
        request,
        caller,
        () ->
            ledger
                .ship(request.getPlanId(), request.getShipmentNumbersList())
                .thenApply(
                    result ->
                        MarkShippedResponse.newBuilder()
                            .setPlan(PlanMapper.toProto(Transitions.requireDone(result)))
                            .build()));
  }

  @Override
  public void rerouteOrder(
      RerouteOrderRequest request, StreamObserver<RerouteOrderResponse> caller) {
    answers.sendLater(
        request,
        caller,
        () ->
            decisions
                .reroute(Transitions.toReroute(request, deadlines.current()))
                .thenApply(
                    result ->
                        RerouteOrderResponse.newBuilder()
                            .setPlan(PlanMapper.toProto(Transitions.requireDone(result)))
                            .build()));
  }

  @Override
  public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> caller) {
    answers.send(request, caller, () -> queries.get(request));
  }

  @Override
  public void listPlans(ListPlansRequest request, StreamObserver<ListPlansResponse> caller) {
    answers.send(request, caller, () -> queries.list(request));
  }

  /** What the network does not know any more is refused only if the order was never routed. */
  private CompletionStage<StoredPlan> route(
      Message request, dev.sluice.routing.v1.Order asSent, Optional<Duration> hold) {
    Order order = intake.read(request, asSent);
    String fingerprint = Fingerprint.of(order, hold);
    try {
      intake.requireKnown(order, asSent);
    } catch (RequestRefusedException unknown) {
      return CompletableFuture.completedStage(
          queries.findRouted(order.key(), fingerprint).orElseThrow(() -> unknown));
    }
    return decisions.route(new RouteRequest(order, fingerprint, hold, deadlines.current()));
  }
}
