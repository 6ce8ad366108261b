package dev.sluice.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.InMemoryNetwork;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rules decide, by which share numbers, and who takes over where they fail. */
class LivePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-11T04:00:00Z");
  private final OutOfFuelException tooCostly =
      new OutOfFuelException("X-001", new IllegalStateException("empty"));
  private final RuleFailedException impossible =
      new RuleFailedException("X-001", "It said something impossible", null);

  private final FakeRules good = new FakeRules("aaaaaaaaaaaaaaaa", 60);
  private final FakeRules other = new FakeRules("bbbbbbbbbbbbbbbb", 50);
  private final List<String> failures = new ArrayList<>();
  private final List<String> live = new ArrayList<>();
  private boolean databaseIsAway;
  private final InMemoryNetwork repository = new InMemoryNetwork();
  private final LivePolicy policy = startOnSmallNetwork();

  private LivePolicy startOnSmallNetwork() {
    InMemoryNetwork networks = new InMemoryNetwork();
    networks.replace(TestNetworks.small(), networks.version());
    return start(CurrentNetwork.load(networks));
  }

  private LivePolicy start(CurrentNetwork network) {
    LivePolicy started =
        LivePolicy.activate(
            good,
            network,
            keys -> {
              if (databaseIsAway) {
                throw new IllegalStateException("The database is away");
              }
              return Map.of();
            },
            new CapacityDays(ZoneOffset.ofHours(8), 4),
            () -> NOW);
    started.onFailure((rules, why) -> failures.add(rules.version()));
    started.onLive(rules -> live.add(rules.version()));
    return started;
  }

  @Test
  void otherRulesBringTheirShareNumbersAtOnce() {
    policy.replace(other);

    assertThat(policy.current().rules()).isSameAs(other);
    assertThat(FakeRules.capPercent(policy.current().shares())).contains(50L);
    assertThat(live).containsExactly(good.version(), other.version());
  }

  @Test
  void rulesWhoseSharesFailDoNotReplaceOthers() {
    other.failure = impossible;

    assertThatThrownBy(() -> policy.replace(other)).isSameAs(impossible);
    assertThat(policy.current().rules()).isSameAs(good);
    assertThat(live).containsExactly(good.version());
  }

  @Test
  void theLastGoodRulesTakeOverWithTheirOwnShareNumbers() {
    policy.replace(other);

    Policy answers = policy.lastGood(other, tooCostly).orElseThrow();

    assertThat(answers.rules()).isSameAs(good);
    assertThat(FakeRules.capPercent(answers.shares())).contains(60L);
    assertThat(policy.current()).isEqualTo(answers);
    assertThat(failures).containsExactly(other.version());
    assertThat(live).endsWith(other.version(), good.version());
  }

  @Test
  void whereTheShareRulesCannotBeAskedTheNumbersStayUntilTheyCan() {
    policy.replace(other);
    databaseIsAway = true;

    assertThat(policy.lastGood(other, tooCostly).orElseThrow().rules()).isSameAs(good);
    assertThat(FakeRules.capPercent(policy.current().shares())).contains(50L);
    databaseIsAway = false;
    policy.refreshShares();
    assertThat(FakeRules.capPercent(policy.current().shares())).contains(60L);
  }

  @Test
  void ordersThatBeganWithRulesThatLeftAreAnsweredByThoseInForce() {
    policy.replace(other);
    Optional<Policy> first = policy.lastGood(other, tooCostly);

    assertThat(policy.lastGood(other, tooCostly)).isEqualTo(first);
    assertThat(policy.lastGood(good, tooCostly)).isEmpty();
  }

  @Test
  void liveRulesThatSayTheImpossibleStay() {
    policy.replace(other);

    assertThat(policy.lastGood(other, impossible)).isEmpty();
    assertThat(policy.current().rules()).isSameAs(other);
    assertThat(failures).isEmpty();
  }

  @Test
  void shareRulesThatCostTooMuchLeaveAtTheNextRefresh() {
    policy.replace(other);
    other.failure = tooCostly;

    policy.refreshShares();

    assertThat(policy.current().rules()).isSameAs(good);
    assertThat(failures).containsExactly(other.version());
  }

  @Test
  void anotherNetworkIsInPlaceOnlyWithItsShareNumbers() {
    CurrentNetwork network = CurrentNetwork.load(repository);
    LivePolicy started = start(network);
    List<Optional<Long>> capsBefore = new ArrayList<>();
    network.beforeChange(
        newer -> {
          assertThat(network.get().regionGroups()).doesNotContainKey("EAST");
          capsBefore.add(FakeRules.capPercent(started.current().shares()));
        });
    assertThat(FakeRules.capPercent(started.current().shares())).isEmpty();

    new NetworkEditor(repository, network).replace(TestNetworks.small());

    assertThat(capsBefore).containsExactly(Optional.of(60L));
    assertThat(network.get().regionGroups()).containsKey("EAST");
  }

  @Test
  void anotherNetworkIsInPlaceThoughTheShareRulesFail() {
    CurrentNetwork network = CurrentNetwork.load(repository);
    start(network);
    good.failure = impossible;

    new NetworkEditor(repository, network).replace(TestNetworks.small());

    assertThat(network.get().regionGroups()).containsKey("EAST");
  }

  @Test
  void aTrialDecidesItsOrdersByTheLiveShareNumbers() {
    TrialShare share = new TrialShare(other.version(), 50);
    policy.tryOut(other, share);

    for (int i = 0; i < 100; i++) {
      OrderKey key = new OrderKey("DOUYIN", "R-" + i);
      Policy decides = policy.forOrder(key);
      assertThat(decides.rules()).isSameAs(share.takes(key) ? other : good);
      assertThat(FakeRules.capPercent(decides.shares())).contains(60L);
    }
    assertThat(policy.current().rules()).isSameAs(good);
    assertThat(policy.findInEffect(other.version())).contains(other);
    policy.endTrial();
    assertThat(policy.findInEffect(other.version())).isEmpty();
  }

  @Test
  void anyFailureEndsATrialAndTheLiveRulesAnswer() {
    policy.tryOut(other, new TrialShare(other.version(), 99));

    assertThat(policy.lastGood(other, impossible)).contains(policy.current());
    assertThat(policy.isOnTrial(other)).isFalse();
    assertThat(failures).containsExactly(other.version());
    assertThat(policy.lastGood(other, impossible)).contains(policy.current());
    assertThat(failures).hasSize(1);
  }
}
