package dev.sluice.client.testing;

import com.google.protobuf.Message;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelPlanResponse;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.ConfirmPlanResponse;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.MarkShippedRequest;
import dev.sluice.routing.v1.MarkShippedResponse;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.PlanOrderResponse;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RerouteOrderResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The contract's RoutingService, answered by the fake. */
final class FakeRoutingService extends RoutingServiceGrpc.RoutingServiceImplBase {

  private final CallDesk desk;
  private final FakeRouter router;
  private final FakeLedger ledger;

  FakeRoutingService(CallDesk desk, FakeRouter router, FakeLedger ledger) {
    this.desk = desk;
    this.router = router;
    this.ledger = ledger;
  }

  @Override
  public void planOrder(PlanOrderRequest request, StreamObserver<PlanOrderResponse> caller) {
    answer(
        SluiceMethod.PLAN_ORDER,
        request,
        caller,
        raceLost ->
            PlanOrderResponse.newBuilder()
                .setPlan(router.preview(request))
                .setExplanation(Explanation.getDefaultInstance())
                .build());
  }

  @Override
  public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> caller) {
    answer(
        SluiceMethod.ROUTE_ORDER,
        request,
        caller,
        raceLost ->
            RouteOrderResponse.newBuilder()
                .setPlan(
                    router.route(
                        request,
                        request.getOrder(),
                        Durations.find(request.hasHoldDuration(), request.getHoldDuration()),
                        raceLost))
                .build());
  }

  @Override
  public StreamObserver<RouteOrdersRequest> routeOrders(
      StreamObserver<RouteOrdersResponse> caller) {
    return FakeOrderStream.open(
        (ServerCallStreamObserver<RouteOrdersResponse>) caller,
        request -> desk.handle(SluiceMethod.ROUTE_ORDERS, request, lost -> route(request, lost)));
  }

  @Override
  public void confirmPlan(ConfirmPlanRequest request, StreamObserver<ConfirmPlanResponse> caller) {
    answer(
        SluiceMethod.CONFIRM_PLAN,
        request,
        caller,
        raceLost ->
            ConfirmPlanResponse.newBuilder()
                .setPlan(change(request, request.getPlanId(), PlanLife::confirm))
                .build());
  }

  @Override
  public void cancelPlan(CancelPlanRequest request, StreamObserver<CancelPlanResponse> caller) {
    answer(
        SluiceMethod.CANCEL_PLAN,
        request,
        caller,
        raceLost ->
            CancelPlanResponse.newBuilder()
                .setPlan(
                    change(request, request.getPlanId(), entry -> PlanLife.cancel(entry, request)))
                .build());
  }

  @Override
  public void markShipped(MarkShippedRequest request, StreamObserver<MarkShippedResponse> caller) {
    answer(
        SluiceMethod.MARK_SHIPPED,
        request,
        caller,
        raceLost ->
            MarkShippedResponse.newBuilder()
                .setPlan(
                    change(
                        request,
                        request.getPlanId(),
                        entry -> PlanLife.ship(entry, request.getShipmentNumbersList())))
                .build());
  }

  @Override
  public void rerouteOrder(
      RerouteOrderRequest request, StreamObserver<RerouteOrderResponse> caller) {
    answer(
        SluiceMethod.REROUTE_ORDER,
        request,
        caller,
        raceLost ->
            RerouteOrderResponse.newBuilder().setPlan(router.reroute(request, raceLost)).build());
  }

  @Override
  public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> caller) {
    answer(SluiceMethod.GET_PLAN, request, caller, raceLost -> get(request));
  }

  @Override
  public void listPlans(ListPlansRequest request, StreamObserver<ListPlansResponse> caller) {
    answer(
        SluiceMethod.LIST_PLANS,
        request,
        caller,
        raceLost -> {
          RequestChecks.check(request);
          return PlanList.list(ledger.list(), request);
        });
  }

  private RouteOrdersResponse route(RouteOrdersRequest request, BooleanSupplier raceLost) {
    return FakeOrderStream.answerTo(request)
        .setPlan(
            router.route(
                request,
                request.getOrder(),
                Durations.find(request.hasHoldDuration(), request.getHoldDuration()),
                raceLost))
        .build();
  }

  private RoutingPlan change(Message request, String planId, UnaryOperator<LedgerEntry> step) {
    RequestChecks.check(request);
    return ledger.change(planId, step);
  }

  private GetPlanResponse get(GetPlanRequest request) {
    RequestChecks.check(request);
    LedgerEntry entry =
        request.hasOrderKey()
            ? ledger.getCurrent(request.getOrderKey())
            : ledger.get(request.getPlanId());
    GetPlanResponse.Builder response = GetPlanResponse.newBuilder().setPlan(entry.plan());
    if (request.getView() == PlanView.PLAN_VIEW_FULL) {
      response
          .setOrder(entry.content().order())
          .setExplanationMissing(true)
          .setExplanationMissingReason("a fake does not explain");
    }
    return response.build();
  }

  private <R> void answer(
      SluiceMethod method,
      Message request,
      StreamObserver<R> caller,
      Function<BooleanSupplier, R> work) {
    // Without a handler, answering a caller who is gone throws; with one it does nothing.
    ((ServerCallStreamObserver<R>) caller).setOnCancelHandler(() -> {});
    Reply<R> reply = desk.handle(method, request, work);
    reply.afterDelay(() -> send(caller, reply));
  }

  private static <R> void send(StreamObserver<R> caller, Reply<R> reply) {
    R answer = reply.answer();
    if (answer == null) {
      caller.onError(reply.failure());
    } else {
      caller.onNext(answer);
      caller.onCompleted();
    }
  }
}
