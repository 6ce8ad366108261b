package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.Order;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanePickerTest {

  private static final Order ONE_CUP = order("1 x CUP");

  @Test
  void allServicesAreSeenWhereTheyAreFew() {
    assertThat(picked(carriers(6), ONE_CUP, 6)).hasSize(6);
  }

  @Test
  void theCheapestOfEveryCarrierAndTheFastestAreSeenOfMany() {
    TestWorld world = carriers(20).service("C00-B").service("FAST-AIR");
    world.lane("WH-A", "C00-B", 1.5, 1, 50).lane("WH-A", "FAST-AIR", 90, 1, 5);

    assertThat(picked(world, ONE_CUP, 4))
        .contains("C00-A", "C01-A", "FAST-AIR")
        .doesNotContain("C00-B");
  }

  @Test
  void servicesThatAreNotSoldAtTheLevelAreLeftOut() {
    TestWorld world = carriers(20);
    world.service("SLOW-1", service -> service.levels = Set.of(ServiceLevel.NEXT_DAY));
    world.lane("WH-A", "SLOW-1", 0.1, 0.1, 1);

    assertThat(picked(world, ONE_CUP, 8)).hasSize(8).doesNotContain("SLOW-1");
  }

  @Test
  void oneThatTakesFragileGoodsIsSeenWhateverItCosts() {
    TestWorld world = new TestWorld().warehouse("WH-A");
    for (int i = 0; i < 20; i++) {
      int number = i;
      world.service(id(i), service -> service.fragile = number == 19);
      world.lane("WH-A", id(i), 2 + i, 1, 20);
    }
    world.product("CUP", 500, Handling.FRAGILE).stock("WH-A", "CUP", 9);

    assertThat(picked(world, ONE_CUP, 3)).contains("C00-A", "C19-A");
  }

  @Test
  void moreServicesFollowWhileRulesRejectThoseThatWereSeen() {
    TestWorld world = carriers(20);
    SaidRules rules = SaidRules.nothing();
    for (int i = 0; i < 19; i++) {
      rules.reject(CandidateId.service("C%02d".formatted(i), id(i)));
    }
    DecisionInput all = world.input(ONE_CUP, rules);
    PlannerLimits limits = new PlannerLimits(1, 4, 3, 50_000);

    assertThat(new Decider(limits).decide(seen(all, limits, 1)).seeksMore()).isTrue();
    Decision last = new Decider(limits).decide(seen(all, limits, 8));
    assertThat(last.seeksMore()).isFalse();
    assertThat(last.result().plan().plan().shipments())
        .extracting(shipment -> shipment.carrierServiceId())
        .containsExactly("C19-A");
  }

  private static DecisionInput seen(DecisionInput all, PlannerLimits limits, int width) {
    Contenders contenders =
        new ContenderFinder(limits)
            .find(all.order(), all.view().network(), all.view().coverage(), all.stock(), width);
    return new DecisionInput(
        all.order(), all.view(), contenders, all.stock(), all.shares(), all.rules());
  }

  private static List<String> picked(TestWorld world, Order order, int limit) {
    DecisionInput all = world.input(order);
    LaneGroup lanes = all.view().coverage().lanes().group(0);
    return new LanePicker(order, all.view().network(), all.view().coverage(), limit)
        .pick(lanes).lanes().stream().map(AppliedLane::service).map(one -> one.id()).toList();
  }

  /** One service each, the first the cheapest. */
  private static TestWorld carriers(int count) {
    TestWorld world = new TestWorld().warehouse("WH-A").stock("WH-A", "CUP", 9);
    for (int i = 0; i < count; i++) {
      world.service(id(i)).lane("WH-A", id(i), 1 + i, 1, 50);
    }
    return world;
  }

  private static String id(int number) {
    return "C%02d-A".formatted(number);
  }
}
