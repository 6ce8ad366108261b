package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.DayCapacities;
import java.util.Optional;
import java.util.OptionalLong;

/** What the current network gives a day, for a ledger in memory. */
public record NetworkCapacities(CurrentNetwork network) implements DayCapacities {

  @Override
  public OptionalLong find(CounterKey key) {
    Network current = network.get();
    return switch (key.kind()) {
      case WAREHOUSE_DAY ->
          Optional.ofNullable(current.warehouses().get(key.subject()))
              .map(found -> OptionalLong.of(found.dailyCapacity()))
              .orElse(OptionalLong.empty());
      case LANE_DAY ->
          orUnlimited(
              Optional.ofNullable(current.lanes().get(key.subject())).map(Lane::dailyParcels));
      case CARRIER_DAY ->
          orUnlimited(
              Optional.ofNullable(current.carriers().get(key.subject()))
                  .map(Carrier::dailyParcels));
      case CARRIER_SHARE, ALL_SHARE -> OptionalLong.of(Counter.UNLIMITED);
      case STOCK, EARMARK, INBOUND -> OptionalLong.empty();
    };
  }

  private static OptionalLong orUnlimited(Optional<OptionalLong> limit) {
    return limit.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(limit.get().orElse(Counter.UNLIMITED));
  }
}
