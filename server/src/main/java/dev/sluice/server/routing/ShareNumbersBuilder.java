package dev.sluice.server.routing;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.RegionGroup;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks the share rules of a rule set about every region group of a network. */
public final class ShareNumbersBuilder {

  private ShareNumbersBuilder() {}

  /**
   * The numbers for one share day.
   *
   * @param parcelsToday share and carrier-day counters of {@code shareDay}, as far as they exist
   * @param steering how strongly parcels are led to what the rules say
   * @param now the clock of the rules
   */
  public static ShareNumbers build(
      RuleSet rules,
      Network network,
      Map<CounterKey, Counter> parcelsToday,
      ShareSteering steering,
      LocalDate shareDay,
      Instant now) {
    Map<String, ShareVerdicts> verdicts = new HashMap<>();
    for (RegionGroup group : network.regionGroups().values()) {
      verdicts.put(
          group.id(),
          rules.judgeShares(
              groupFact(group, parcelsToday, steering, shareDay),
              carrierFacts(group, network, parcelsToday, shareDay),
              now));
    }
    return ShareNumbers.of(rules.version(), verdicts).steeredBy(steering);
  }

  private static dev.sluice.rules.fact.RegionGroup groupFact(
      RegionGroup group,
      Map<CounterKey, Counter> parcelsToday,
      ShareSteering steering,
      LocalDate shareDay) {
    @Nullable Counter all = parcelsToday.get(CounterKey.allShare(group.id(), shareDay));
    long parcels = all == null ? 0 : all.parcels();
    return dev.sluice.rules.fact.RegionGroup.builder()
        .id(group.id())
        .leader(group.leaderCarrierId().orElse(""))
        .parcelsToday(parcels)
        .expectedParcels(steering.expected(group.id(), parcels))
        .build();
  }

  private static List<ShareCarrier> carrierFacts(
      RegionGroup group,
      Network network,
      Map<CounterKey, Counter> parcelsToday,
      LocalDate shareDay) {
    List<ShareCarrier> facts = new ArrayList<>();
    for (Carrier carrier : new TreeMap<>(network.carriers()).values()) {
      @Nullable Counter day = parcelsToday.get(CounterKey.carrierDay(carrier.id(), shareDay));
      facts.add(
          ShareCarrier.builder()
              .id(carrier.id())
              .role(CarrierStanding.role(carrier, group))
              .leads(CarrierStanding.leads(carrier, group))
              .onTimeRate(carrier.onTimeRate())
              .remainingParcels(
                  day == null ? carrier.dailyParcels().orElse(Counter.UNLIMITED) : day.free())
              .suspended(carrier.state() != OperatingState.OPEN)
              .build());
    }
    return facts;
  }
}
