package dev.sluice.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.fact.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same facts and time get the same verdicts: in any order, on any thread, in any session. */
class DeterminismTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final long SEED = 20261111;
  private static final RuleSet RULES =
      new RuleSetCompiler().compile(RuleSources.read(Path.of("catalog")));

  private record Decision(
      Order order, List<Line> lines, List<Warehouse> warehouses, List<Carrier> carriers) {

    CandidateVerdicts candidates() {
      return RULES.judgeCandidates(order, lines, warehouses, carriers, List.of(), NOW);
    }

    OrderVerdicts order(RuleSet rules) {
      return rules.judgeOrder(order, lines, NOW);
    }

    Decision shuffled(Random random) {
      return new Decision(
          order, shuffle(lines, random), shuffle(warehouses, random), shuffle(carriers, random));
    }

    private static <T> List<T> shuffle(List<T> list, Random random) {
      var shuffled = new ArrayList<>(list);
      Collections.shuffle(shuffled, random);
      return shuffled;
    }
  }

  @Test
  void theOrderOfFactsDoesNotMatter() {
    System.out.println("seed " + SEED);
    var random = new Random(SEED);
    int spoken = 0;
    for (int i = 0; i < 300; i++) {
      var decision = decision(random);
      var shuffled = decision.shuffled(random);
      assertThat(shuffled.candidates()).isEqualTo(decision.candidates());
      assertThat(shuffled.order(RULES)).isEqualTo(decision.order(RULES));
      spoken += decision.candidates().rejections().size();
    }
    assertThat(spoken).isPositive();
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    System.out.println("seed " + SEED);
    var random = new Random(SEED);
    var decisions = IntStream.range(0, 200).mapToObj(i -> decision(random)).toList();
    var alone = decisions.stream().map(Decision::candidates).toList();

    var threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<CandidateVerdicts>> all =
          () -> decisions.stream().map(Decision::candidates).toList();
      for (var together : threads.invokeAll(Collections.nCopies(8, all))) {
        assertThat(together.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theClockIsTheDecisionsAndNotThePreviousOnes() {
    var file = "intake/a/a.drl";
    var drl =
        "rule \"A-001 Later\" date-effective \"2026-11-11\""
            + " when Order() then routing.tag(\"late\"); end";
    var rules = new RuleSetCompiler().compile(new RuleSources(List.of(new SourceFile(file, drl))));

    var day = Instant.parse("2026-11-13T00:00:00Z");
    var order = Order.builder().build();
    for (int i = 0; i < 3; i++) {
      assertThat(rules.judgeOrder(order, List.of(), day).tags()).containsExactly("late");
      assertThat(rules.judgeOrder(order, List.of(), day.minusSeconds(300_000)).tags()).isEmpty();
    }
  }

  private static Decision decision(Random random) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      lines.add(
          Line.builder()
              .sku("SKU-" + i)
              .quantity(1 + random.nextInt(3))
              .fragile(random.nextInt(3) == 0)
              .highValue(random.nextInt(5) == 0)
              .frozen(random.nextInt(5) == 0)
              .liquid(random.nextInt(5) == 0)
              .battery(random.nextInt(5) == 0)
              .presale(random.nextInt(5) == 0)
              .returnRate(random.nextDouble())
              .build());
    }
    var warehouses = new ArrayList<Warehouse>();
    var carriers = new ArrayList<Carrier>();
    for (int i = 0; i < 12; i++) {
      warehouses.add(
          Warehouse.builder()
              .id("W-" + i)
              .kind(any(Words.WAREHOUSE_KINDS, random))
              .distanceKm(random.nextDouble() * 3000)
              .load(random.nextDouble())
              .backlogHours(random.nextInt(40))
              .packsFragile(random.nextBoolean())
              .coldRoom(random.nextBoolean())
              .secureCage(random.nextBoolean())
              .inspectsReturns(random.nextBoolean())
              .sameCity(random.nextBoolean())
              .build());
      carriers.add(
          Carrier.builder()
              .id("C-" + i / 2)
              .service("S-" + i % 2)
              .share(random.nextDouble())
              .shareTarget(random.nextDouble())
              .onTimeRate(0.8 + random.nextDouble() / 5)
              .lossRate(random.nextDouble() / 200)
              .handlesFragile(random.nextBoolean())
              .insuresHighValue(random.nextBoolean())
              .coldChain(random.nextBoolean())
              .takesLiquid(random.nextBoolean())
              .takesBattery(random.nextBoolean())
              .waybillChannels(random.nextInt(4) > 0 ? Set.of("DOUYIN") : Set.of("JD"))
              .build());
    }
    var order =
        Order.builder()
            .channel("DOUYIN")
            .tier(any(Words.CUSTOMER_TIERS, random))
            .serviceLevel(any(Words.SERVICE_LEVELS, random))
            .remote(random.nextInt(10) == 0)
            .declaredValueYuan(random.nextInt(3000))
            .lines(lines)
            .build();
    return new Decision(order, lines, warehouses, carriers);
  }

  private static String any(Set<String> words, Random random) {
    var sorted = List.copyOf(new TreeSet<>(words));
    return sorted.get(random.nextInt(sorted.size()));
  }
}
