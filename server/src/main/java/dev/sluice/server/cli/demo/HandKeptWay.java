package dev.sluice.server.cli.demo;

import dev.sluice.server.cli.demo.OrderOutcome.Missed;
import dev.sluice.server.cli.demo.OrderOutcome.Parcel;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.network.ShippingCalendar;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.search.Way;
import dev.sluice.server.stock.StockRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The way orders are routed by hand, as the evening's yardstick:
 *
 * <ul>
 *   <li>the whole order ships from the nearest warehouse that has everything and can keep and pack
 *       it; where none has, each line ships from the nearest that has it; a line nobody has whole
 *       is not shipped;
 *   <li>carriers by fixed shares: the dice say 60 % main carrier, 20 % each backup. A carrier that
 *       cannot take the goods, the speed or the destination passes to the next of the three, then
 *       to whoever can; of its services the cheapest goes;
 *   <li>nobody looks at a warehouse's or a carrier's capacity: what a warehouse cannot process
 *       waits for its next working days, and the promise with it.
 * </ul>
 *
 * <p>It is kinder than life: stock is exact at every moment and nobody makes mistakes. What it
 * costs comes from the same tariffs, what it promises from the same calendars as Sluice's.
 */
final class HandKeptWay {
  private static final double MAIN_PART = 0.60;
  private static final double BACKUP_PART = 0.20;
  private static final long INSURED_ABOVE_MICROS = 2_000_000_000L;

  private final Network network;
  private final SplittableRandom dice;
  private final List<String> mainAndBackups;
  private final Map<String, Map<String, Long>> stockBySku = new HashMap<>();
  private final Map<String, Map<LocalDate, Long>> takenByWarehouse = new HashMap<>();

  HandKeptWay(Network network, List<StockRecord> stock, long seed) {
    this.network = network;
    this.dice = new SplittableRandom(seed);
    this.mainAndBackups =
        network.carriers().values().stream()
            .filter(carrier -> carrier.role() != CarrierRole.OTHER)
            .sorted(Comparator.comparing(Carrier::role).thenComparing(Carrier::id))
            .map(Carrier::id)
            .toList();
    for (StockRecord record : stock) {
      stockBySku
          .computeIfAbsent(record.sku(), sku -> new HashMap<>())
          .put(record.warehouseId(), Math.max(0, record.onHand() - record.safetyStock()));
    }
  }

  OrderOutcome route(Order order) {
    RegionalCoverage coverage = network.coverageOf(order.regionCode());
    List<Parcel> parcels = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    Optional<Warehouse> forAll = nearest(coverage, order, order.lines());
    Map<Warehouse, List<OrderLine>> linesByWarehouse = new LinkedHashMap<>();
    for (OrderLine line : order.lines()) {
      Optional<Warehouse> found =
          forAll.isPresent() ? forAll : nearest(coverage, order, List.of(line));
      if (found.isEmpty()) {
        missed.add(new Missed(line.sku(), line.quantity(), List.of("OUT_OF_STOCK")));
      } else {
        linesByWarehouse.computeIfAbsent(found.get(), any -> new ArrayList<>()).add(line);
      }
    }
    linesByWarehouse.forEach(
        (warehouse, lines) -> ship(order, coverage, warehouse, lines, parcels, missed));
    return new OrderOutcome(order, parcels, missed);
  }

  private Optional<Warehouse> nearest(
      RegionalCoverage coverage, Order order, List<OrderLine> lines) {
    return coverage.warehouses().stream()
        .sorted(Comparator.comparingDouble(WarehouseReach::distanceKm))
        .map(WarehouseReach::warehouse)
        .filter(warehouse -> shipsFor(warehouse, order))
        .filter(warehouse -> lines.stream().allMatch(line -> canShip(warehouse, line)))
        .findFirst();
  }

  private static boolean shipsFor(Warehouse warehouse, Order order) {
    return warehouse.kind() != WarehouseKind.RETURN_CENTER
        && (warehouse.customers().isEmpty() || warehouse.customers().contains(order.store()));
  }

  private boolean canShip(Warehouse warehouse, OrderLine line) {
    Set<Handling> needs = product(line).handling();
    return stock(line.sku()).getOrDefault(warehouse.id(), 0L) >= line.quantity()
        && (warehouse.packsFragile() || !needs.contains(Handling.FRAGILE))
        && (warehouse.secureCage() || !needs.contains(Handling.HIGH_VALUE))
        && (warehouse.coldRoom()
            || !(needs.contains(Handling.CHILLED) || needs.contains(Handling.FROZEN)));
  }

  private void ship(
      Order order,
      RegionalCoverage coverage,
      Warehouse warehouse,
      List<OrderLine> lines,
      List<Parcel> parcels,
      List<Missed> missed) {
    Optional<Way> way = way(order, coverage, warehouse, lines);
    if (way.isEmpty() && lines.size() > 1) {
      // Together no carrier takes them (something frozen beside something insured): one by one.
      lines.forEach(line -> ship(order, coverage, warehouse, List.of(line), parcels, missed));
      return;
    }
    Optional<ShipSlot> slot =
        way.flatMap(
            found ->
                ShippingCalendar.earliest(
                    warehouse, found.service.collection(), order.placedTime()));
    Optional<Instant> promise =
        slot.flatMap(
            found ->
                ShippingCalendar.promiseTime(
                    found,
                    way.get().lane,
                    way.get().service.delivery(),
                    warehouse.calendar().zone()));
    if (way.isEmpty() || slot.isEmpty() || promise.isEmpty()) {
      lines.forEach(
          line ->
              missed.add(
                  new Missed(line.sku(), line.quantity(), List.of("CARRIER_DOES_NOT_SERVE"))));
      return;
    }
    long units = 0;
    for (OrderLine line : lines) {
      units += line.quantity();
      stock(line.sku()).merge(warehouse.id(), -line.quantity(), Long::sum);
    }
    long daysLate = daysLate(warehouse, slot.get().shipDay(), units);
    parcels.add(
        new Parcel(
            warehouse.id(),
            way.get().service.carrierId(),
            slot.get().shipDay(),
            promise.get().plus(Duration.ofDays(daysLate)),
            units,
            way.get().cashMicros));
  }

  /** Whole days the parcel waits because the warehouse's day is taken already. */
  private long daysLate(Warehouse warehouse, LocalDate shipDay, long units) {
    long taken =
        takenByWarehouse
            .computeIfAbsent(warehouse.id(), id -> new HashMap<>())
            .merge(
                shipDay,
                switch (warehouse.capacityMeasure()) {
                  case ORDERS, PARCELS -> 1L;
                  case UNITS -> units;
                },
                Long::sum);
    return (taken - 1) / Math.max(1, warehouse.dailyCapacity());
  }

  private Optional<Way> way(
      Order order, RegionalCoverage coverage, Warehouse warehouse, List<OrderLine> lines) {
    List<Way> possible = new ArrayList<>();
    for (AppliedLane applied : coverage.lanesOf(warehouse.id())) {
      Lane lane = applied.lane();
      CarrierService service = applied.service();
      if (takes(service, order, lines)) {
        OptionalLong cash = cashMicros(warehouse, service, lane, lines);
        cash.ifPresent(micros -> possible.add(new Way(service, lane, micros)));
      }
    }
    for (String carrierId : carriersByDice()) {
      Optional<Way> cheapest =
          possible.stream()
              .filter(way -> way.service.carrierId().equals(carrierId))
              .min(Comparator.comparingLong(Way::cashMicros));
      if (cheapest.isPresent()) {
        return cheapest;
      }
    }
    return possible.stream().min(Comparator.comparingLong(Way::cashMicros));
  }

  /** The carrier the dice chose, then the other two. */
  private List<String> carriersByDice() {
    double eyes = dice.nextDouble();
    int first = eyes < MAIN_PART ? 0 : eyes < MAIN_PART + BACKUP_PART ? 1 : 2;
    List<String> order = new ArrayList<>(mainAndBackups);
    order.add(0, order.remove(Math.min(first, order.size() - 1)));
    return order;
  }

  private boolean takes(CarrierService service, Order order, List<OrderLine> lines) {
    boolean sold =
        service.serviceLevels().contains(order.serviceLevel())
            && (service.waybillChannels().isEmpty()
                || service.waybillChannels().contains(order.key().channel()));
    return sold
        && lines.stream()
            .allMatch(
                line -> product(line).handling().stream().allMatch(need -> handles(service, need)));
  }

  private static boolean handles(CarrierService service, Handling need) {
    return switch (need) {
      case FRAGILE -> service.handlesFragile();
      case HIGH_VALUE -> service.insuresHighValue();
      case CHILLED, FROZEN -> service.coldChain();
      case LIQUID -> service.takesLiquid();
      case BATTERY -> service.takesBattery();
      case OVERSIZE -> service.takesOversize();
    };
  }

  private OptionalLong cashMicros(
      Warehouse warehouse, CarrierService service, Lane lane, List<OrderLine> lines) {
    long grams = 0;
    long volumeCm3 = 0;
    long units = 0;
    long valueMicros = 0;
    boolean highValue = false;
    for (OrderLine line : lines) {
      Product product = product(line);
      grams += product.weightGrams() * line.quantity();
      volumeCm3 += product.volumeCm3() * line.quantity();
      units += line.quantity();
      valueMicros += line.unitValueMicros() * line.quantity();
      highValue |= product.handling().contains(Handling.HIGH_VALUE);
    }
    long charged = TariffCalculator.chargedWeightGrams(service, grams, volumeCm3);
    if (grams > service.maxWeightGrams()) {
      return OptionalLong.empty();
    }
    OptionalLong tariff =
        Optional.ofNullable(network.tariffs().get(lane.tariffId()))
            .map(found -> TariffCalculator.chargeMicros(found, charged))
            .orElse(OptionalLong.empty());
    if (tariff.isEmpty()) {
      return tariff;
    }
    long insurance =
        highValue || valueMicros > INSURED_ABOVE_MICROS
            ? valueMicros / 1000 * service.insurancePermille()
            : 0;
    return OptionalLong.of(
        tariff.getAsLong()
            + warehouse.handlingPerShipmentMicros()
            + warehouse.handlingPerUnitMicros() * units
            + insurance);
  }

  private Map<String, Long> stock(String sku) {
    return stockBySku.computeIfAbsent(sku, any -> new HashMap<>());
  }

  private Product product(OrderLine line) {
    return network.findProduct(line.sku()).orElseThrow();
  }

  private record Way(CarrierService service, Lane lane, long cashMicros) {}
}
