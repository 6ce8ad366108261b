package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the counters of carriers' shares on one day.
 *
 * @param groups one entry a region group
 * @param all of them in one list, group by group
 */
public record ShareKeys(LocalDate day, List<Group> groups, List<CounterKey> all) {

  /**
   * The shares of one region group.
   *
   * @param allCarriers names what all carriers together are given
   */
  public record Group(String id, CounterKey allCarriers, Map<String, CounterKey> byCarrier) {

    /** Names what one carrier is given. */
    public CounterKey ofCarrier(String carrierId) {
      @Nullable CounterKey key = byCarrier.get(carrierId);
      if (key == null) {
        throw new IllegalArgumentException(
            "Carrier " + carrierId + " is not of the network\nMaybe it is of another version.");
      }
      return key;
    }
  }
}
