package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.Timetable.Slots;
import dev.sluice.server.network.Timetable.Span;
import dev.sluice.server.network.Timetable.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one warehouse that apply together in some regions, with the names of the counters
 * that limit them: those change with a cut-off or a day only. Safe for use by many threads.
 */
final class LaneGroup {
  private final Network network;
  private final Warehouse warehouse;
  private final List<Lane> lanes;
  private volatile @Nullable Wanted wanted;

  /**
   * The counters that a decision may ask for.
   *
   * @param span when these are the ones
   * @param warehouseDays today, and the first two days on which any service could leave
   * @param carrierDays each limited lane and carrier on those days
   */
  record Wanted(Span span, List<CounterKey> warehouseDays, List<CounterKey> carrierDays) {}

  LaneGroup(Network network, Warehouse warehouse, List<Lane> lanes) {
    this.network = network;
    this.warehouse = warehouse;
    this.lanes = lanes;
  }

  List<Lane> lanes() {
    return lanes;
  }

  Wanted wanted(Instant time) {
    @Nullable Wanted known = wanted;
    if (known == null || !known.span.holds(time)) {
      known = work(time);
      wanted = known;
    }
    return known;
  }

  private Wanted work(Instant time) {
    Timetable timetable = network.timetable(warehouse.id());
    Today today = timetable.today(time);
    Span span = today.span();
    Set<CounterKey> warehouseDays = new LinkedHashSet<>();
    Set<CounterKey> carrierDays = new LinkedHashSet<>();
    warehouseDays.add(CounterKey.warehouseDay(warehouse.id(), today.day()));
    for (Lane lane : lanes) {
      @Nullable CarrierService service = network.carrierServices().get(lane.carrierServiceId());
      @Nullable Carrier carrier =
          service == null ? null : network.carriers().get(service.carrierId());
      if (service == null || carrier == null) {
        continue;
      }
      Slots slots = timetable.slots(service.collectionDays(), time);
      span = span.within(slots.span());
      for (LocalDate day : shipDays(slots)) {
        warehouseDays.add(CounterKey.warehouseDay(warehouse.id(), day));
        if (lane.dailyParcels().isPresent()) {
          carrierDays.add(CounterKey.laneDay(lane.id(), day));
        }
        if (carrier.dailyParcels().isPresent()) {
          carrierDays.add(CounterKey.carrierDay(carrier.id(), day));
        }
      }
    }
    return new Wanted(span, List.copyOf(warehouseDays), List.copyOf(carrierDays));
  }

  private static List<LocalDate> shipDays(Slots slots) {
    List<LocalDate> days = new ArrayList<>(2);
    slots.first().ifPresent(slot -> days.add(slot.shipDay()));
    @Nullable LocalDate second = slots.secondDay();
    if (second != null) {
      days.add(second);
    }
    return days;
  }
}
