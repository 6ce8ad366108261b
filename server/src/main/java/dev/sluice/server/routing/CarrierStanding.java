package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.server.ledger.counter.ShareRule;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.routing.search.CarrierRoom;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a carrier stands in the shares of the destination's region groups.
 *
 * @param groups one entry a region group, by its id
 */
record CarrierStanding(List<GroupShare> groups) implements CarrierRoom {

  /**
   * The carrier's share of one region group on the share day.
   *
   * @param parcels the carrier's, without exempt ones
   * @param allParcels of all carriers
   * @param toll what a further parcel pays because of it
   */
  record GroupShare(
      String regionGroupId,
      long parcels,
      long allParcels,
      Optional<Cap> cap,
      Optional<Target> target,
      Optional<Suspension> suspension,
      Optional<ShareToll> toll) {

    /** The carrier's part of all parcels, 0 to 1; 0 where there are none. */
    double part() {
      return allParcels == 0 ? 0 : (double) parcels / allParcels;
    }

    /** The part to aim at, 0 to 1; 0 where there is no target. */
    double targetPart() {
      return target.isEmpty() ? 0 : (double) target.get().partsPerMillion() / ShareRule.WHOLE_PPM;
    }

    /** Whether the cap admits so many more parcels of one order, one after the other. */
    boolean admits(int more) {
      if (cap.isEmpty()) {
        return true;
      }
      long ppm = cap.get().partsPerMillion();
      for (int added = 0; added < more; added++) {
        if (!ShareRule.admits(parcels + added, allParcels + added, ppm)) {
          return false;
        }
      }
      return true;
    }

    /** Says that one more parcel would pass the cap, for people. */
    String atCapText(String carrierId) {
      String percent =
          BigDecimal.valueOf(cap.orElseThrow().partsPerMillion(), 4)
              .stripTrailingZeros()
              .toPlainString();
      return carrierId
          + " is at its cap of "
          + percent
          + " % in "
          + regionGroupId
          + " with "
          + parcels
          + " of "
          + allParcels
          + " parcels";
    }
  }

  /** The first group whose cap does not admit so many more parcels. */
  Optional<GroupShare> findFull(int moreParcels) {
    for (int i = 0; i < groups.size(); i++) {
      GroupShare group = groups.get(i);
      if (!group.admits(moreParcels)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The first group whose strict cap does not admit so many more parcels. */
  Optional<GroupShare> findStrictlyFull(int moreParcels) {
    for (int i = 0; i < groups.size(); i++) {
      GroupShare group = groups.get(i);
      if (!group.admits(moreParcels) && group.cap().orElseThrow().strict()) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean admits(int parcels) {
    return findFull(parcels).isEmpty();
  }

  @Override
  public boolean admitsStrictly(int parcels) {
    return findStrictlyFull(parcels).isEmpty();
  }

  boolean atCap() {
    return findFull(1).isPresent();
  }

  /** What a further parcel pays because of the carrier's shares; negative: what it is given. */
  long tollMicros() {
    long micros = 0;
    for (int i = 0; i < groups.size(); i++) {
      Optional<ShareToll> toll = groups.get(i).toll();
      micros += toll.isPresent() ? toll.get().micros() : 0;
    }
    return micros;
  }

  Optional<Suspension> findSuspension() {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).suspension().isPresent()) {
        return groups.get(i).suspension();
      }
    }
    return Optional.empty();
  }

  @Nullable GroupShare find(String regionGroupId) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).regionGroupId().equals(regionGroupId)) {
        return groups.get(i);
      }
    }
    return null;
  }

  static boolean leads(Carrier carrier, RegionGroup group) {
    return group.leaderCarrierId().isPresent()
        && group.leaderCarrierId().get().equals(carrier.id());
  }

  /** The part a carrier plays in a group: its leader is the main carrier there. */
  static String role(Carrier carrier, RegionGroup group) {
    return leads(carrier, group) ? CarrierRole.MAIN.name() : carrier.role().name();
  }
}
