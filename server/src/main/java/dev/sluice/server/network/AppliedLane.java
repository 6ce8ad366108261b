package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A lane with all that it refers to in its network, and with the names of the counters that limit
 * it. Safe for use by many threads.
 */
public final class AppliedLane {
  private final Lane lane;
  private final String id;
  private final CarrierService service;
  private final int serviceRank;
  private final Carrier carrier;
  private final Tariff tariff;
  private final CarrierDays collection;
  private final CarrierDays delivery;
  private final DayKeys laneDays;
  private final DayKeys carrierDays;

  AppliedLane(
      Lane lane,
      CarrierService service,
      int serviceRank,
      Carrier carrier,
      Tariff tariff,
      CarrierDays collection,
      CarrierDays delivery,
      DayKeys carrierDays) {
    this.lane = lane;
    this.id = lane.id();
    this.service = service;
    this.serviceRank = serviceRank;
    this.carrier = carrier;
    this.tariff = tariff;
    this.collection = collection;
    this.delivery = delivery;
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

  /** The place of the service among all of the network by id, from 0 on. */
  public int serviceRank() {
    return serviceRank;
  }

  public Carrier carrier() {
    return carrier;
  }

  public Tariff tariff() {
    return tariff;
  }

  /** When the service collects. */
  public CarrierDays collection() {
    return collection;
  }

  /** As {@link ShippingCalendar#promiseTime}, of what leaves its warehouse then. */
  public Optional<Instant> promiseTime(ShipSlot slot, ZoneId zone) {
    return ShippingCalendar.promiseTime(slot, lane, delivery, zone);
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
