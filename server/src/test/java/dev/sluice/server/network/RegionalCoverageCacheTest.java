package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegionalCoverageCacheTest {

  private final Network network = NetworkAssembler.assemble(1, TestNetworks.small());
  private final int lanes = network.coverageOf("3301").lanes().laneCount();

  @Test
  void aRegionWeighsAsMuchAsItsLanes() {
    assertThat(lanes).isPositive();
    RegionalCoverageCache roomForThree = new RegionalCoverageCache(3L * (lanes + 1));

    for (int region = 0; region < 100; region++) {
      roomForThree.get(network, "3301%02d".formatted(region));
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(roomForThree.stats().evictionWeight()).isEqualTo(97L * (lanes + 1)));
  }

  @Test
  void whatFitsIsKept() {
    RegionalCoverageCache roomForOne = new RegionalCoverageCache(lanes + 1);

    RegionalCoverage first = roomForOne.get(network, "3301");

    assertThat(roomForOne.get(network, "3301")).isSameAs(first);
    assertThat(roomForOne.stats().hitCount()).isEqualTo(1);
  }

  @Test
  void regionsShareTheirLanesWhileOneOfThemIsRemembered() {
    RegionalLanes one = network.coverageOf("330106").lanes();

    assertThat(network.coverageOf("330108").lanes()).isSameAs(one);
  }
}
