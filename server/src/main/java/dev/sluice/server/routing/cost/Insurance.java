package dev.sluice.server.routing.cost;

import dev.sluice.server.network.CarrierService;

/** The extra service that insures a shipment at its declared value. */
public final class Insurance {

  /** As rules require it and shipments name it. */
  public static final String NAME = "INSURANCE";

  private Insurance() {}

  public static boolean offeredBy(CarrierService service) {
    return service.insurancePermille() > 0 || service.insuresHighValue();
  }

  /** The premium in micro-yuan: the service's thousandths of the declared value. */
  public static long premiumMicros(CarrierService service, long declaredMicros) {
    return Micros.timesOver(declaredMicros, service.insurancePermille(), 1000);
  }
}
