package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.server.network.NetworkView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShareNumbersBuilderTest {

  private final Map<String, List<ShareCarrier>> asked = new TreeMap<>();
  private final Map<String, RegionGroup> groups = new TreeMap<>();

  @Test
  void every_group_is_asked_about_every_carrier() {
    NetworkView view =
        new TestWorld()
            .service("SF-AIR")
            .service("ZTO-STD")
            .carrierParcels("SF", 500)
            .closeCarrier("ZTO")
            .group(
                new dev.sluice.server.network.RegionGroup(
                    "EAST", "华东", "East", List.of("33"), Optional.of("SF")))
            .parcels("SF", 40, 100)
            .view();
    SaidRules rules = SaidRules.nothing().judgeSharesBy(this::judge);
    ShareNumbers numbers =
        ShareNumbersBuilder.build(
            rules, view.network(), view.counters(), ShareSteering.OFF, TODAY, NOW);
    assertThat(groups).extractingByKey("CN").returns(100L, RegionGroup::parcelsToday);
    assertThat(groups).extractingByKey("EAST").returns("SF", RegionGroup::leader);
    assertThat(asked.get("EAST"))
        .containsExactly(
            new ShareCarrier("SF", "MAIN", true, 0.98, 500, false),
            new ShareCarrier("ZTO", "OTHER", false, 0.98, Long.MAX_VALUE, true));
    assertThat(numbers.ruleSetVersion()).isEqualTo(rules.version());
    assertThat(numbers.findCap("EAST", "SF"))
        .hasValueSatisfying(cap -> assertThat(cap.partsPerMillion()).isEqualTo(580_000));
    assertThat(numbers.findCap("CN", "SF")).isEmpty();
    assertThat(numbers.findSuspension("EAST", "ZTO")).isPresent();
    assertThat(numbers.findTarget("EAST", "SF")).isEmpty();
    assertThat(numbers.conflicts()).containsExactly("two targets");
  }

  private ShareVerdicts judge(RegionGroup group, List<ShareCarrier> carriers) {
    asked.put(group.id(), carriers);
    groups.put(group.id(), group);
    if (!group.id().equals("EAST")) {
      return ShareVerdicts.none();
    }
    return new ShareVerdicts(
        List.of(new ShareVerdicts.Cap("SF", 580_000, false, "SHARE-1")),
        List.of(),
        List.of(new ShareVerdicts.Suspension("ZTO", "SHARE-7", "flood")),
        List.of("two targets"),
        List.of(),
        List.of());
  }
}
