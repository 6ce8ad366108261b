package dev.sluice.rules.fact;

/**
 * A warehouse and a carrier service together: one way for goods of this order to travel.
 *
 * @param warehouse where it would leave
 * @param carrier what would carry it
 * @param costYuan tariff and handling of the whole order this way in yuan, 0 or more
 * @param transitHours hours from shipping to arrival, 0 or more
 * @param hoursLate hours by which it would miss the order's limits; 0 when in time
 */
public record Option(
    Warehouse warehouse, Carrier carrier, double costYuan, double transitHours, double hoursLate)
    implements Candidate {
  @Override
  public Warehouse warehouse() {
    Fuel.spend();
    return warehouse;
  }

  @Override
  public Carrier carrier() {
    Fuel.spend();
    return carrier;
  }

  @Override
  public double costYuan() {
    Fuel.spend();
    return costYuan;
  }

  @Override
  public double transitHours() {
    Fuel.spend();
    return transitHours;
  }

  @Override
  public double hoursLate() {
    Fuel.spend();
    return hoursLate;
  }
}
