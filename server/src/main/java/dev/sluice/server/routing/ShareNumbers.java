package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the share rules say today, by region group and carrier. Immutable; lookups are map reads.
 *
 * @param ruleSetVersion the rule set that said so
 * @param groups by region group id
 * @param conflicts targets on which rules disagree, one readable line each
 * @param steering how strongly parcels are led to them
 */
public record ShareNumbers(
    String ruleSetVersion,
    Map<String, GroupNumbers> groups,
    List<String> conflicts,
    ShareSteering steering) {

  /** Numbers that were stored before there was steering have none. */
  @SuppressWarnings("ConstantValue")
  public ShareNumbers {
    steering = steering == null ? ShareSteering.OFF : steering;
  }

  /** One region group's numbers, each by carrier id. */
  public record GroupNumbers(
      Map<String, Cap> caps, Map<String, Target> targets, Map<String, Suspension> suspensions) {

    Optional<Cap> findCap(String carrierId) {
      return Optional.ofNullable(caps.get(carrierId));
    }

    Optional<Target> findTarget(String carrierId) {
      return Optional.ofNullable(targets.get(carrierId));
    }

    Optional<Suspension> findSuspension(String carrierId) {
      return Optional.ofNullable(suspensions.get(carrierId));
    }
  }

  /** The numbers of the verdicts on each region group. */
  public static ShareNumbers of(String ruleSetVersion, Map<String, ShareVerdicts> verdicts) {
    Map<String, GroupNumbers> groups = new HashMap<>();
    List<String> conflicts = new ArrayList<>();
    new TreeMap<>(verdicts)
        .forEach(
            (groupId, ofGroup) -> {
              groups.put(groupId, numbers(ofGroup));
              conflicts.addAll(ofGroup.conflicts());
            });
    return new ShareNumbers(
        ruleSetVersion, Map.copyOf(groups), List.copyOf(conflicts), ShareSteering.OFF);
  }

  /** The same numbers, with parcels led to them. */
  public ShareNumbers steeredBy(ShareSteering other) {
    return new ShareNumbers(ruleSetVersion, groups, conflicts, other);
  }

  /** No rule limits, aims or suspends anything. */
  public static ShareNumbers none() {
    return new ShareNumbers("", Map.of(), List.of(), ShareSteering.OFF);
  }

  /** The most parcels of the group a carrier may take; empty: not limited. */
  public Optional<Cap> findCap(String regionGroupId, String carrierId) {
    @Nullable GroupNumbers group = groups.get(regionGroupId);
    return group == null ? Optional.empty() : group.findCap(carrierId);
  }

  /** The share of the group to aim at. */
  public Optional<Target> findTarget(String regionGroupId, String carrierId) {
    @Nullable GroupNumbers group = groups.get(regionGroupId);
    return group == null ? Optional.empty() : group.findTarget(carrierId);
  }

  /** Why the carrier takes nothing in the group for now. */
  public Optional<Suspension> findSuspension(String regionGroupId, String carrierId) {
    @Nullable GroupNumbers group = groups.get(regionGroupId);
    return group == null ? Optional.empty() : group.findSuspension(carrierId);
  }

  /**
   * What a parcel of the carrier pays in the group, in micro-yuan, negative where it lacks parcels.
   *
   * @param carrierParcels of the carrier on the day, exempt ones too
   * @param allParcels of all carriers
   * @return empty where rules want nothing of it there, or nothing is steered
   */
  public OptionalLong findTollMicros(
      String regionGroupId, String carrierId, long carrierParcels, long allParcels) {
    Optional<ShareToll> toll =
        ShareToll.of(
            findCap(regionGroupId, carrierId),
            findTarget(regionGroupId, carrierId),
            carrierParcels,
            allParcels,
            steering.expected(regionGroupId, allParcels),
            steering.edgeMicros());
    return toll.isPresent() ? OptionalLong.of(toll.get().micros()) : OptionalLong.empty();
  }

  private static GroupNumbers numbers(ShareVerdicts verdicts) {
    Map<String, Cap> caps = new HashMap<>();
    verdicts.caps().forEach(cap -> caps.put(cap.carrierId(), cap));
    Map<String, Target> targets = new HashMap<>();
    verdicts.targets().forEach(target -> targets.put(target.carrierId(), target));
    Map<String, Suspension> suspensions = new HashMap<>();
    verdicts.suspensions().forEach(one -> suspensions.put(one.carrierId(), one));
    return new GroupNumbers(Map.copyOf(caps), Map.copyOf(targets), Map.copyOf(suspensions));
  }
}
