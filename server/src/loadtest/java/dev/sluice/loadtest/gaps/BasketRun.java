package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketOutcome.Part;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends the baskets of an instance through the real router. */
final class BasketRun {

  private static final Instant BEGIN =
      LocalDate.of(2010, 12, 1).atStartOfDay(BasketNetwork.ZONE).toInstant();
  private static final Duration LENGTH = Duration.ofMinutes(24 * 60 - 5);

  /** Results must not depend on what else the machine does. */
  private static final PriceSettings SETTINGS =
      new PriceSettings(PriceSettings.ALL_KINDS, 2_000, Duration.ofMinutes(1));

  private BasketRun() {}

  /** All baskets as they come, with prices or without. */
  static BasketOutcome route(BasketInstance instance, RuleSet rules, boolean priced) {
    List<Basket> baskets = instance.baskets();
    InMemoryDay day =
        new InMemoryDay(
            BasketNetwork.of(instance),
            BasketNetwork.stock(instance),
            rules,
            BasketNetwork.ZONE,
            BEGIN,
            baskets.size(),
            priced,
            SETTINGS,
            new PlannerLimits(
                PlannerLimits.DEFAULT.shortlistSize(),
                PlannerLimits.DEFAULT.servicesPerWarehouse(),
                instance.most(),
                PlannerLimits.DEFAULT.workBound()));
    BasketOutcome outcome = new BasketOutcome(instance);
    for (int i = 0; i < baskets.size(); i++) {
      Instant time = BEGIN.plusMillis(LENGTH.toMillis() * i / baskets.size());
      Optional<List<Part>> parts =
          parts(instance, day.route(BasketNetwork.order(baskets.get(i), time), time));
      if (parts.isPresent()) {
        outcome.serve(baskets.get(i), parts.get());
      } else {
        outcome.lose(i);
      }
    }
    return outcome;
  }

  private static Optional<List<Part>> parts(BasketInstance instance, StoredPlan stored) {
    List<Part> parts = new ArrayList<>();
    for (PlannedShipment shipment : stored.plan().shipments()) {
      int warehouse = BasketNetwork.warehouse(instance, shipment.warehouseId());
      for (ShippedLine line : shipment.lines()) {
        parts.add(new Part(warehouse, line.sku(), line.quantity()));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }
}
