package dev.sluice.client.testing;

import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.MarkShippedRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrdersRequest;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every call goes through: its faults, the work itself, and a line in the log. */
final class CallDesk {

  private final Faults faults;
  private final CallLog log;
  private final FakeLedger ledger;

  CallDesk(Faults faults, CallLog log, FakeLedger ledger) {
    this.faults = faults;
    this.log = log;
    this.ledger = ledger;
  }

  /**
   * Handles one call; everything it does is done when this returns.
   *
   * @param work given a question whether the order loses the race
   */
  <T> Reply<T> handle(SluiceMethod method, Message request, Function<BooleanSupplier, T> work) {
    OrderKey subject = findSubject(request).orElse(OrderKey.getDefaultInstance());
    String orderId = subject.getOrderId();
    Duration delay =
        faults
            .take(Fault.Kind.LATENCY, method, orderId)
            .flatMap(Fault::duration)
            .orElse(Duration.ZERO);
    @Nullable T answer = null;
    @Nullable Status error = null;
    try {
      RequestChecks.checkSize(request);
      Optional<Fault> unavailable = faults.take(Fault.Kind.UNAVAILABLE, method, orderId);
      if (unavailable.isPresent()) {
        throw Refusal.unavailable(unavailable.get().duration());
      }
      if (ledger.isHeld(subject)
          && faults.take(Fault.Kind.HOLD_EXPIRED, method, orderId).isPresent()) {
        ledger.change(ledger.getCurrent(subject).plan().getPlanId(), PlanLife::expire);
      }
      answer = work.apply(() -> faults.take(Fault.Kind.RACE_LOST, method, orderId).isPresent());
    } catch (Refusal refusal) {
      error = refusal.status();
    } catch (RuntimeException e) {
      error = Refusal.internal(e).status();
    }
    if (answer != null && faults.take(Fault.Kind.LOST_ANSWER, method, orderId).isPresent()) {
      answer = null;
    }
    Reply<T> reply = new Reply<>(answer, error, delay);
    log.add(
        new RecordedCall(
            method,
            request,
            orderId,
            CallHeaders.attempt(),
            CallHeaders.current(),
            code(reply).name()));
    return reply;
  }

  private static Code code(Reply<?> reply) {
    if (reply.isLost()) {
      return Code.UNAVAILABLE;
    }
    Status error = reply.error();
    return error == null ? Code.OK : io.grpc.Status.fromCodeValue(error.getCode()).getCode();
  }

  private Optional<OrderKey> findSubject(Message request) {
    if (request instanceof RouteOrderRequest route) {
      return Optional.of(keyOf(route.getOrder()));
    } else if (request instanceof RouteOrdersRequest route) {
      return Optional.of(keyOf(route.getOrder()));
    } else if (request instanceof PlanOrderRequest plan) {
      return Optional.of(keyOf(plan.getOrder()));
    } else if (request instanceof RerouteOrderRequest reroute) {
      return Optional.of(reroute.getOrderKey());
    } else if (request instanceof ConfirmPlanRequest confirm) {
      return keyOf(confirm.getPlanId());
    } else if (request instanceof CancelPlanRequest cancel) {
      return keyOf(cancel.getPlanId());
    } else if (request instanceof MarkShippedRequest ship) {
      return keyOf(ship.getPlanId());
    } else if (request instanceof GetPlanRequest get) {
      return get.hasOrderKey() ? Optional.of(get.getOrderKey()) : keyOf(get.getPlanId());
    }
    return Optional.empty();
  }

  private Optional<OrderKey> keyOf(String planId) {
    return ledger.find(planId).map(entry -> entry.content().key());
  }

  private static OrderKey keyOf(Order order) {
    return OrderKey.newBuilder()
        .setChannel(order.getChannel())
        .setOrderId(order.getOrderId())
        .build();
  }
}
