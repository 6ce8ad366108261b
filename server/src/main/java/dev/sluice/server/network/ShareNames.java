package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.ShareKeys.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the names of carriers' shares, once a group and day for all regions in it: whoever looks up
 * by the very name that is stored need not compare texts. Safe for use by many threads.
 */
public final class ShareNames {
  private final Set<String> carrierIds;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  /**
   * Names what these carriers are given.
   *
   * @param carrierIds all carriers of the network
   */
  public ShareNames(Set<String> carrierIds) {
    this.carrierIds = carrierIds;
  }

  ShareKeys of(Collection<String> groupIds, LocalDate day) {
    List<Group> named = new ArrayList<>();
    List<CounterKey> all = new ArrayList<>();
    for (String groupId : groupIds) {
      Group group = of(groupId, day);
      named.add(group);
      all.add(group.allCarriers());
      carrierIds.forEach(carrierId -> all.add(group.ofCarrier(carrierId)));
    }
    return new ShareKeys(day, List.copyOf(named), List.copyOf(all));
  }

  private Group of(String groupId, LocalDate day) {
    @Nullable Group known = groups.get(groupId);
    if (known == null || !known.allCarriers().day().equals(day)) {
      known = make(groupId, day);
      groups.put(groupId, known);
    }
    return known;
  }

  private Group make(String groupId, LocalDate day) {
    Map<String, CounterKey> byCarrier = new HashMap<>();
    for (String carrierId : carrierIds) {
      byCarrier.put(carrierId, CounterKey.carrierShare(carrierId, groupId, day));
    }
    return new Group(groupId, CounterKey.allShare(groupId, day), Map.copyOf(byCarrier));
  }
}
