package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.LocalDate;

/**
 * Units of one SKU that are expected at one warehouse on one day. Plans take from them before they
 * come; when they come, those that plans hold stay theirs and the others are for everybody.
 *
 * @param day the warehouse's local day on which they are expected; they may ship from the next on
 * @param expected units still to come, 0 or more
 * @param arrived units that came and that plans held then; part of on-hand, 0 or more
 * @param reserved units that plans hold, whether they came or not
 */
public record Inbound(
    String warehouseId, String sku, LocalDate day, long expected, long arrived, long reserved) {

  /** A day on which nothing is expected. */
  static Inbound none(String warehouseId, String sku, LocalDate day) {
    return new Inbound(warehouseId, sku, day, 0, 0, 0);
  }

  /** The counter that orders take from. */
  public CounterKey counter() {
    return CounterKey.inbound(warehouseId, sku, day);
  }

  /** The most that plans may hold. */
  public long capacity() {
    return expected + arrived;
  }

  /** What orders may still take; 0 or more. */
  public long free() {
    return Math.max(0, capacity() - reserved);
  }

  /** Nobody will hear of it again. */
  boolean isOver() {
    return expected == 0 && reserved == 0;
  }

  /** With another number still to come. */
  Inbound announced(long units) {
    return new Inbound(warehouseId, sku, day, units, arrived, reserved);
  }

  /** After units came in: plans that wait get theirs first. */
  Inbound received(long units) {
    long forPlans = Math.min(units, Math.max(0, reserved - arrived));
    return new Inbound(
        warehouseId, sku, day, Math.max(0, expected - units), arrived + forPlans, reserved);
  }

  /** Without what came and no plan holds any more. */
  Inbound settled() {
    return new Inbound(warehouseId, sku, day, expected, Math.min(arrived, reserved), reserved);
  }

  /** After units shipped: those that came, then some whose coming nobody noticed. */
  Inbound departed(long units) {
    long came = arrivedOf(units);
    return new Inbound(
        warehouseId, sku, day, Math.max(0, expected - (units - came)), arrived - came, reserved);
  }

  /** How many of so many units that ship had arrived. */
  long arrivedOf(long units) {
    return Math.min(arrived, units);
  }

  /** The same while plans hold that many. */
  Inbound withReserved(long units) {
    return new Inbound(warehouseId, sku, day, expected, arrived, units);
  }
}
