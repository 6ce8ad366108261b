package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.ShareKeys;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.ShareNumbers.GroupNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the carriers stand in the shares of one decision's destination, each worked out once. */
final class CarrierStandings {

  private final NetworkView view;
  private final long edgeMicros;
  private final Group[] groups;
  private final Map<String, CarrierStanding> known = new HashMap<>();

  /** A region group with what is the same for all carriers; null numbers: rules want nothing. */
  private record Group(
      ShareKeys.Group keys,
      long allParcels,
      long expectedParcels,
      @Nullable GroupNumbers numbers) {}

  CarrierStandings(NetworkView view, ShareNumbers shares) {
    this.view = view;
    this.edgeMicros = shares.steering().edgeMicros();
    List<ShareKeys.Group> keys = view.coverage().shareKeys(view.shareDay()).groups();
    this.groups = new Group[keys.size()];
    for (int i = 0; i < groups.length; i++) {
      String groupId = keys.get(i).id();
      @Nullable Counter ofAll = view.counters().get(keys.get(i).allCarriers());
      long allParcels = ofAll == null ? 0 : ofAll.parcels();
      groups[i] =
          new Group(
              keys.get(i),
              allParcels,
              shares.steering().expected(groupId, allParcels),
              shares.groups().get(groupId));
    }
  }

  CarrierStanding of(Carrier carrier) {
    @Nullable CarrierStanding standing = known.get(carrier.id());
    if (standing == null) {
      GroupShare[] shares = new GroupShare[groups.length];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = share(groups[i], carrier.id());
      }
      standing = new CarrierStanding(List.of(shares));
      known.put(carrier.id(), standing);
    }
    return standing;
  }

  private GroupShare share(Group group, String carrierId) {
    @Nullable Counter ofCarrier = view.counters().get(group.keys.ofCarrier(carrierId));
    Optional<Cap> cap = Optional.empty();
    Optional<Target> target = Optional.empty();
    Optional<Suspension> suspension = Optional.empty();
    if (group.numbers != null) {
      cap = group.numbers.findCap(carrierId);
      target = group.numbers.findTarget(carrierId);
      suspension = group.numbers.findSuspension(carrierId);
    }
    return new GroupShare(
        group.keys.id(),
        ofCarrier == null ? 0 : ofCarrier.used(),
        group.allParcels,
        cap,
        target,
        suspension,
        ShareToll.of(
            cap,
            target,
            ofCarrier == null ? 0 : ofCarrier.parcels(),
            group.allParcels,
            group.expectedParcels,
            edgeMicros));
  }
}
