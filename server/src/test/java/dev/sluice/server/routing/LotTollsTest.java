package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static dev.sluice.server.routing.TestWorld.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.routing.model.CostTerm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WH-B ships for 4 yuan, WH-A for 5; another parcel costs 8. */
class LotTollsTest {

  private static final Tolls PARCEL = Tolls.of(List.of(), 8 * YUAN);

  @Test
  void aLineLeavesTheLargestLotWholeWhereAnotherOneIsEnough() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 6).stock("WH-B", "CUP", 12);
    assertThat(decide(world, "6 x CUP", Tolls.none()).sentence())
        .isEqualTo("6 x CUP @ WH-B by ZTO-STD");
    assertThat(decide(world, "6 x CUP", PARCEL).sentence()).isEqualTo("6 x CUP @ WH-A by ZTO-STD");
  }

  @Test
  void itPaysForThePartThatItBreaks() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 6).stock("WH-B", "CUP", 12);
    Decided decided = decide(world, "2 x CUP", PARCEL);
    // 2 of 12 units are gone: a sixth of half a parcel is less than WH-A costs more.
    assertThat(decided.sentence()).isEqualTo("2 x CUP @ WH-B by ZTO-STD");
    assertThat(decided.plan().totalMicros(CostTerm.Kind.OPPORTUNITY))
        .isEqualTo(2 * Math.round(8 * YUAN * 0.5 / 6 / 2));
    assertThat(decided.plan().shipments().get(0).cost())
        .extracting(CostTerm::name)
        .contains("lotToll");
  }

  @Test
  void asLargeALotElsewhereIsLeftForTheNext() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 12).stock("WH-B", "CUP", 12);
    Decided decided = decide(world, "6 x CUP", PARCEL);
    assertThat(decided.sentence()).isEqualTo("6 x CUP @ WH-B by ZTO-STD");
    assertThat(decided.plan().totalMicros(CostTerm.Kind.OPPORTUNITY)).isZero();
  }

  @Test
  void nobodyPaysForWhatHeCannotHelp() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 6).stock("WH-B", "CUP", 12);
    SaidRules rules = SaidRules.nothing();
    long micros = decide(world, "9 x CUP", Tolls.none()).plan().totalMicros();
    rules.order().shortagePenaltyMicros(micros + 1);
    Decided decided =
        Decided.of(world.input(order("9 x CUP"), rules).withTolls(PARCEL), PlannerLimits.DEFAULT);
    assertThat(decided.sentence()).isEqualTo("9 x CUP @ WH-B by ZTO-STD");
    assertThat(decided.plan().totalMicros(CostTerm.Kind.OPPORTUNITY)).isZero();
    assertThat(decide(world, "15 x CUP", PARCEL).plan().totalMicros(CostTerm.Kind.OPPORTUNITY))
        .as("a line that is divided anyway")
        .isZero();
  }

  private static Decided decide(TestWorld world, String line, Tolls tolls) {
    return Decided.of(world.input(order(line)).withTolls(tolls), PlannerLimits.DEFAULT);
  }
}
