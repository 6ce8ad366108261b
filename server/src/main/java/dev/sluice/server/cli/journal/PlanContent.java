package dev.sluice.server.cli.journal;

import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * What never changes about a stored plan, as text: parts end with a record separator, values within
 * a part are divided by a unit separator. The audit makes the same text of the ledger's columns.
 */
final class PlanContent {

  private static final String UNIT = "\u001f";
  private static final char RECORD = '\u001e';
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private PlanContent() {}

  /** SHA-256 of the text, 64 lower-case hexadecimal digits. */
  static String hash(RoutingPlan plan) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text(plan).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  static String text(RoutingPlan plan) {
    StringBuilder text = new StringBuilder(256);
    text.append(plan.getPlanId()).append(RECORD);
    text.append(plan.getRevision()).append(RECORD);
    text.append(plan.getChannel()).append(RECORD);
    text.append(plan.getOrderId()).append(RECORD);
    text.append(plan.getRuleSetVersion()).append(RECORD);
    text.append(storedMicros(plan)).append(RECORD);
    List<PlannedShipment> shipments = plan.getPlannedShipmentsList();
    part(text, shipments, PlannedShipment::getWarehouseId);
    part(text, shipments, PlannedShipment::getCarrierId);
    part(text, shipments, PlannedShipment::getLaneId);
    lines(text, shipments, (shipment, line) -> Integer.toString(shipment.getNumber()));
    lines(text, shipments, (shipment, line) -> line.getSku());
    lines(text, shipments, (shipment, line) -> Long.toString(line.getQuantity()));
    List<UnfulfilledLine> unfulfilled = plan.getUnfulfilledLinesList();
    part(text, unfulfilled, UnfulfilledLine::getSku);
    part(text, unfulfilled, line -> Long.toString(line.getQuantity()));
    return text.toString();
  }

  private static long storedMicros(RoutingPlan plan) {
    return plan.getStoredTime().getSeconds() * MICROS_PER_SECOND
        + plan.getStoredTime().getNanos() / NANOS_PER_MICRO;
  }

  private static <T> void part(StringBuilder text, List<T> rows, Function<T, String> value) {
    String between = "";
    for (T row : rows) {
      text.append(between).append(value.apply(row));
      between = UNIT;
    }
    text.append(RECORD);
  }

  @FunctionalInterface
  private interface LineValue {
    String of(PlannedShipment shipment, ShippedLine line);
  }

  private static void lines(StringBuilder text, List<PlannedShipment> shipments, LineValue value) {
    String between = "";
    for (PlannedShipment shipment : shipments) {
      for (ShippedLine line : shipment.getLinesList()) {
        text.append(between).append(value.of(shipment, line));
        between = UNIT;
      }
    }
    text.append(RECORD);
  }
}
