package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import java.util.Collection;
import java.util.List;

/** Everything one planned shipment takes, all or nothing. */
public record ShipmentTakes(int shipmentNumber, List<Take> takes, List<ShareTake> shareTakes) {

  /** How many units of the SKU it takes, from wherever they are counted. */
  public long unitsOf(String sku) {
    long units = 0;
    for (Take take : takes) {
      if (take.counter().isOfStock() && take.counter().sku().equals(sku)) {
        units += take.amount();
      }
    }
    return units;
  }

  /** Adds every counter it takes from. */
  public void collectCounterKeys(Collection<CounterKey> keys) {
    for (Take take : takes) {
      keys.add(take.counter());
    }
    for (ShareTake parcel : shareTakes) {
      keys.add(parcel.carrierShare());
      keys.add(parcel.allShare());
    }
  }
}
