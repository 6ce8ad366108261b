package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

  /** The last day on which units of the SKU were expected that it takes; empty: they were there. */
  public Optional<LocalDate> expectedDay(String sku) {
    Optional<LocalDate> last = Optional.empty();
    for (Take take : takes) {
      CounterKey counter = take.counter();
      if (counter.kind() == CounterKind.INBOUND && counter.sku().equals(sku)) {
        LocalDate day = counter.expectedDay();
        last = last.filter(day::isBefore).or(() -> Optional.of(day));
      }
    }
    return last;
  }

  /** Whether any of it was on its way when it was planned. */
  public boolean waits() {
    return takes.stream().anyMatch(take -> take.counter().kind() == CounterKind.INBOUND);
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
