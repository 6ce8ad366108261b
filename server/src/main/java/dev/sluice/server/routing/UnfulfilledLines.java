package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.ShortageAction;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happens to lines that nobody takes now. */
final class UnfulfilledLines {

  private final Order order;
  private final OrderVerdicts verdicts;

  UnfulfilledLines(Order order, OrderVerdicts verdicts) {
    this.order = order;
    this.verdicts = verdicts;
  }

  /** A line, or part of one, for which rules, presale or the buyer's patience say what happens. */
  UnfulfilledLine shortOf(OrderLine line, long quantity, List<LineReason> reasons) {
    Disposition disposition = disposition(line);
    Optional<Instant> expectedTime =
        disposition == Disposition.PRESALE ? line.shipFromTime() : Optional.empty();
    return new UnfulfilledLine(line.sku(), quantity, reasons, disposition, expectedTime);
  }

  /** Every line of the order for one reason, by SKU. */
  List<UnfulfilledLine> all(
      LineReason reason, Disposition disposition, Optional<Instant> expectedTime) {
    return sorted().stream()
        .map(
            line ->
                new UnfulfilledLine(
                    line.sku(), line.quantity(), List.of(reason), disposition, expectedTime))
        .toList();
  }

  /** Every line of the order for one reason, each with what happens to it, by SKU. */
  List<UnfulfilledLine> all(LineReason reason) {
    return sorted().stream().map(line -> shortOf(line, line.quantity(), List.of(reason))).toList();
  }

  private List<OrderLine> sorted() {
    return order.lines().stream().sorted(Comparator.comparing(OrderLine::sku)).toList();
  }

  private Disposition disposition(OrderLine line) {
    Optional<ShortageAction> action = verdicts.findOnShortage(line.sku());
    if (action.isPresent()) {
      return switch (action.get()) {
        case PRESALE -> Disposition.PRESALE;
        case BACKORDER -> Disposition.BACKORDER;
        case REFUSE -> Disposition.REFUSE;
      };
    }
    if (line.presale()) {
      return Disposition.PRESALE;
    }
    return order.delayAccepted() ? Disposition.BACKORDER : Disposition.REFUSE;
  }
}
