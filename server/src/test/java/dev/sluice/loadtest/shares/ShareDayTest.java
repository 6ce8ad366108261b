package dev.sluice.loadtest.shares;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.policy.RuleMemory;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionCapture;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.InMemoryWorld;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.ShareSteering;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.PlannedShipment;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day of two replicas, one thing after the other in one thread: so many decisions on numbers as
 * they were before, then their commits one by one, each of which is counted again in the plainest
 * way and held to the share rule; now and then a plan is given back.
 */
class ShareDayTest {

  private static final int ORDERS = 4_000;
  private static final int UNDER_WAY = 16;
  private static final int GIVEN_BACK_ONE_IN = 40;
  private static final long SEED = 5;
  private static final Path CATALOG = Path.of("../rules/catalog");

  /** Ten in the morning in Shanghai. */
  private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

  private static RuleSet rules;

  @BeforeAll
  static void compile() {
    rules = new RuleSetCompiler(RuleMemory::create).compile(RuleSources.read(CATALOG));
  }

  @Test
  void steered_shares_come_to_their_targets_and_the_main_carrier_stays_at_home() {
    Day day = new Day(ShareSteering.DEFAULT_EDGE_MICROS);

    day.run();

    assertThat(day.share("CN", "SANHE")).isBetween(0.565, 0.581);
    assertThat(day.share("CN", "QINGYAN")).isBetween(0.175, 0.191);
    assertThat(day.share("CN", "XILIU")).isBetween(0.175, 0.191);
    assertThat(day.homePart()).isGreaterThan(0.88);
    assertThat(day.racesLost).isLessThan(ORDERS / 20);
  }

  @Test
  void caps_alone_give_the_main_carrier_to_whoever_comes_first() {
    Day day = new Day(0);

    day.run();

    assertThat(day.share("CN", "SANHE")).isBetween(0.57, 0.581);
    assertThat(day.homePart()).isLessThan(0.85);
  }

  private static final class Day {
    private final List<Order> orders;
    private final CurrentNetwork network;
    private final InMemoryLedger ledger;
    private final LocalDate shareDay;
    private final DecisionCapture captures;
    private final LivePolicy policy;
    private final Decider decider = new Decider(PlannerLimits.DEFAULT);
    private final Map<String, Map<String, Long>> parcels = new HashMap<>();
    private final Map<String, Map<String, Long>> exempt = new HashMap<>();
    private int racesLost;

    Day(long edgeMicros) {
      ShareWorld made = new ShareWorld(ORDERS, SEED);
      orders = made.orders(NOW, "day-");
      CapacityDays days = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);
      shareDay = days.shareDay(NOW);
      InMemoryWorld world =
          InMemoryWorld.of(made.folder().network(), made.folder().stock(), days, () -> NOW);
      network = world.network();
      ledger = world.ledger();
      captures = new DecisionCapture(world.networks(), world.stocks(), PlannerLimits.DEFAULT);
      policy = LivePolicy.activate(rules, network, ledger, days, edgeMicros, () -> NOW);
    }

    void run() {
      for (int begin = 0; begin < orders.size(); begin += UNDER_WAY) {
        List<Order> together = orders.subList(begin, Math.min(begin + UNDER_WAY, orders.size()));
        List<DecisionInput> seen = together.stream().map(this::capture).toList();
        List<PlanningResult> decided =
            seen.stream().map(input -> decider.decide(input).result()).toList();
        for (int i = 0; i < together.size(); i++) {
          StoredPlan plan = commit(together.get(i), seen.get(i), decided.get(i));
          assertThat(plan.plan().unfulfilledLines()).as("%s", together.get(i)).isEmpty();
          count(together.get(i), plan, 1);
          checkRule(together.get(i), plan);
          if ((begin + i) % GIVEN_BACK_ONE_IN == 7) {
            ledger
                .release(new Release(plan.planId(), List.of(), "", "changed mind"))
                .toCompletableFuture()
                .join();
            count(together.get(i), plan, -1);
          }
        }
      }
      checkCounters();
    }

    double share(String group, String carrier) {
      return (double) all(parcels, group, carrier) / all(group);
    }

    double homePart() {
      long home =
          ShareWorld.HOME_GROUPS.stream()
              .mapToLong(group -> all(parcels, group, ShareWorld.MAIN))
              .sum();
      return (double) home / all(parcels, "CN", ShareWorld.MAIN);
    }

    private DecisionInput capture(Order order) {
      return captures.capture(order, NOW, policy.current(), Tolls.none());
    }

    private StoredPlan commit(Order order, DecisionInput seen, PlanningResult decided) {
      ReserveResult result = ledger.reserve(proposal(order, decided)).toCompletableFuture().join();
      if (result instanceof ReserveResult.NoLongerFits lost) {
        racesLost++;
        DecisionInput fresh = seen.withFresh(lost.freshCounters());
        return commit(order, fresh, decider.decide(fresh).result());
      }
      return ((ReserveResult.Reserved) result).plan();
    }

    private static Proposal proposal(Order order, PlanningResult decided) {
      return new Proposal(
          order,
          order.key().orderId(),
          decided.plan(),
          decided.alternatives(),
          decided.priority(),
          Instant.MAX,
          Optional.empty());
    }

    private void count(Order order, StoredPlan plan, int times) {
      for (PlannedShipment shipment : plan.plan().shipments()) {
        for (RegionGroup group : network.get().regionGroups().values()) {
          if (holds(group, order.regionCode())) {
            boolean yielded =
                plan.plan().shareYields().stream()
                    .anyMatch(
                        yield ->
                            yield.carrierId().equals(shipment.carrierId())
                                && yield.regionGroupId().equals(group.id()));
            (yielded ? exempt : parcels)
                .computeIfAbsent(group.id(), id -> new HashMap<>())
                .merge(shipment.carrierId(), (long) times, Long::sum);
          }
        }
      }
    }

    /** n <= ceil(p x N) + 1 for whoever was given a parcel just now. */
    private void checkRule(Order order, StoredPlan plan) {
      for (PlannedShipment shipment : plan.plan().shipments()) {
        for (RegionGroup group : network.get().regionGroups().values()) {
          policy
              .current()
              .shares()
              .findCap(group.id(), shipment.carrierId())
              .filter(cap -> holds(group, order.regionCode()))
              .ifPresent(
                  cap -> {
                    BigInteger million = BigInteger.valueOf(1_000_000);
                    BigInteger allowed =
                        BigInteger.valueOf(cap.partsPerMillion())
                            .multiply(BigInteger.valueOf(all(group.id())))
                            .add(million)
                            .subtract(BigInteger.ONE)
                            .divide(million)
                            .add(BigInteger.ONE);
                    assertThat(BigInteger.valueOf(all(parcels, group.id(), shipment.carrierId())))
                        .as("%s in %s after %s", shipment.carrierId(), group.id(), order.key())
                        .isLessThanOrEqualTo(allowed);
                  });
        }
      }
    }

    /** What the ledger counted is what was counted here. */
    private void checkCounters() {
      List<CounterKey> keys = new ArrayList<>();
      for (String group : network.get().regionGroups().keySet()) {
        for (String carrier : network.get().carriers().keySet()) {
          keys.add(CounterKey.carrierShare(carrier, group, shareDay));
        }
      }
      Map<CounterKey, Counter> counters = ledger.read(keys);
      for (CounterKey key : keys) {
        Counter counter = counters.getOrDefault(key, Counter.unknown(key));
        assertThat(counter.used()).isEqualTo(all(parcels, key.scope(), key.subject()));
        assertThat(counter.exempt()).isEqualTo(all(exempt, key.scope(), key.subject()));
      }
    }

    private long all(String group) {
      return sum(parcels, group) + sum(exempt, group);
    }

    private static long sum(Map<String, Map<String, Long>> counted, String group) {
      return counted.getOrDefault(group, Map.of()).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }

    private static long all(Map<String, Map<String, Long>> counted, String group, String carrier) {
      return counted.getOrDefault(group, Map.of()).getOrDefault(carrier, 0L);
    }

    private static boolean holds(RegionGroup group, String regionCode) {
      return group.id().equals(RegionGroup.COUNTRY)
          || group.regionCodes().stream().anyMatch(regionCode::startsWith);
    }
  }
}
