package dev.sluice.client.testing;

import dev.sluice.client.FieldViolation;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists plans that match filters, newest first, page by page. */
final class PlanList {

  private static final int DEFAULT_PAGE_SIZE = 50;

  private PlanList() {}

  static ListPlansResponse list(List<LedgerEntry> entries, ListPlansRequest request) {
    if (request.hasFromTime()
        && request.hasUntilTime()
        && !Times.instant(request.getFromTime()).isBefore(Times.instant(request.getUntilTime()))) {
      throw Refusal.invalidField("until_time", "must be after from_time");
    }
    long before = before(request);
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE_SIZE : request.getPageSize();
    List<LedgerEntry> found =
        entries.stream()
            .filter(entry -> entry.sequence() < before && matches(request, entry.plan()))
            .sorted(Comparator.comparingLong(LedgerEntry::sequence).reversed())
            .limit(size + 1L)
            .toList();
    ListPlansResponse.Builder response = ListPlansResponse.newBuilder();
    found.stream().limit(size).map(LedgerEntry::plan).forEach(response::addPlans);
    if (found.size() > size) {
      response.setNextPageToken(filters(request) + "-" + found.get(size - 1).sequence());
    }
    return response.build();
  }

  /** The sequence that the page's plans are below. */
  private static long before(ListPlansRequest request) {
    String token = request.getPageToken();
    if (token.isEmpty()) {
      return Long.MAX_VALUE;
    }
    String prefix = filters(request) + "-";
    if (!token.startsWith(prefix) || !token.substring(prefix.length()).matches("[0-9]{1,18}")) {
      String why = "was not made by this method with these filters";
      throw Refusal.invalid(
          ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN,
          "page_token " + why + "\nMaybe a filter changed between two pages.",
          Map.of(),
          List.of(new FieldViolation("page_token", why)));
    }
    return Long.parseLong(token.substring(prefix.length()));
  }

  /** Stands for all filters of a request. */
  private static String filters(ListPlansRequest request) {
    return Integer.toHexString(
        request.toBuilder().clearPageSize().clearPageToken().build().toByteString().hashCode());
  }

  private static boolean matches(ListPlansRequest request, RoutingPlan plan) {
    Instant stored = Times.instant(plan.getStoredTime());
    if (request.hasFromTime() && stored.isBefore(Times.instant(request.getFromTime()))) {
      return false;
    }
    if (request.hasUntilTime() && !stored.isBefore(Times.instant(request.getUntilTime()))) {
      return false;
    }
    return isEmptyOr(request.getChannel(), plan.getChannel()::equals)
        && isEmptyOr(request.getOrderId(), plan.getOrderId()::equals)
        && isEmptyOr(request.getSku(), sku -> isAbout(plan, sku))
        && (request.getState() == ShipmentState.SHIPMENT_STATE_UNSPECIFIED
            || PlanStates.has(plan, request.getState()))
        && isEmptyOr(
            request.getWarehouseId(),
            id -> hasShipment(plan, one -> one.getWarehouseId().equals(id)))
        && isEmptyOr(
            request.getCarrierId(), id -> hasShipment(plan, one -> one.getCarrierId().equals(id)));
  }

  private static boolean isEmptyOr(String wanted, Predicate<String> test) {
    return wanted.isEmpty() || test.test(wanted);
  }

  private static boolean isAbout(RoutingPlan plan, String sku) {
    return plan.getUnfulfilledLinesList().stream().anyMatch(line -> line.getSku().equals(sku))
        || hasShipment(
            plan, one -> one.getLinesList().stream().anyMatch(line -> line.getSku().equals(sku)));
  }

  private static boolean hasShipment(RoutingPlan plan, Predicate<PlannedShipment> test) {
    return plan.getPlannedShipmentsList().stream().anyMatch(test);
  }
}
