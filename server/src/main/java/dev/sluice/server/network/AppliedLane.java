package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.LocalDate;

/**
 * A lane with all that it refers to in its network, and with the names of the counters that limit
 * it. Safe for use by many threads.
 */
public final class AppliedLane {
  private final Lane lane;
  private final String id;
  private final CarrierService service;
  private final Carrier carrier;
  private final Tariff tariff;
  private final int collectionDays;
  private final DayKeys laneDays;
  private final DayKeys carrierDays;

  AppliedLane(
      Lane lane, CarrierService service, Carrier carrier, Tariff tariff, DayKeys carrierDays) {
    this.lane = lane;
    this.id = lane.id();
    this.service = service;
    this.carrier = carrier;
    this.tariff = tariff;
    this.collectionDays = Timetable.mask(service.collectionDays());
    this.laneDays = new DayKeys(day -> CounterKey.laneDay(id, day));
    this.carrierDays = carrierDays;
  }

  public Lane lane() {
    return lane;
  }

  /** As {@link Lane#id()}. */
  public String id() {
    return id;
  }

  public CarrierService service() {
    return service;
  }

  public Carrier carrier() {
    return carrier;
  }

  public Tariff tariff() {
    return tariff;
  }

  /** The service's collection days, a bit each. */
  public int collectionDays() {
    return collectionDays;
  }

  /** Names the counter of the lane's parcels on that day. */
  public CounterKey laneDay(LocalDate day) {
    return laneDays.of(day);
  }

  /** Names the counter of its carrier's parcels on that day. */
  public CounterKey carrierDay(LocalDate day) {
    return carrierDays.of(day);
  }
}
