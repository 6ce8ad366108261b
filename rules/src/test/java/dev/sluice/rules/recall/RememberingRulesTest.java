package dev.sluice.rules.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.LayeredGuard;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered is what the rules would say. */
class RememberingRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final long SEED = 20_261_122L;
  private static final int ROUNDS = 2_000;
  private static final RuleSources SHIPPED = RuleSources.read(Path.of("catalog"));

  /** Conditions and verdicts of every form a premise is read from, or should not be. */
  private static final RuleSources ODD =
      new RuleSources(
          List.of(
              orderRule("A-001", "Order( tier in (\"VIP\", \"GOLD\") )", "tag(\"good\")"),
              orderRule("A-002", "Order( tier not in (\"VIP\"), !remote )", "tag(\"plain\")"),
              orderRule("A-003", "Order( $s : store, $h : host != \"\" )", "tag($s + $h)"),
              orderRule("A-004", "Order( hoursToShipBy < hoursToDeliverBy )", "valueOfTime(1.5)"),
              orderRule("A-005", "Order( paidAgeMinutes >= 30 )", "priority(3)"),
              orderRule("A-006", "Order( weightGrams == lineCount )", "priority(4)"),
              orderRule("A-007", "Order( attributes not contains \"gift=yes\" )", "splitCost(2)"),
              orderRule("A-008", "Order( declaredValueYuan <= 0.5 || remote )", "splitCost(3)"),
              orderRule(
                  "A-009",
                  "Order( (fragile == true || frozen != false) && unitCount != 2 )",
                  "limitShipments(2)"),
              orderRule("A-010", "Order( region str[startsWith] \"33\" )", "tag(\"near\")"),
              orderRule("A-011", "Order() $l : Line( chilled )", "keepTogether($l)"),
              orderRule("A-012", "Order( unitCount > 2 )", "keepApart(\"CHILLED\", \"AMBIENT\")"),
              orderRule(
                  "A-013",
                  "Order( $city : city ) $l : Line( category == \"TEA\", sku != $city )",
                  "onShortage($l, \"BACKORDER\")"),
              candidateRule(
                  "B-001",
                  "$l : Line( fragile, $n : quantity ) $w : Warehouse( load > 0.5 )",
                  "surcharge($w, 0.25 * $n, \"of \" + $l.sku)"),
              candidateRule(
                  "B-002",
                  "$l : Line( quantity > 1, $n : quantity ) $c : Carrier( atCap )",
                  "reject($l, $c, \"not \" + $n)"),
              candidateRule(
                  "B-003",
                  "$w : Warehouse( remainingCapacity < 31, kind != \"STORE\" )",
                  "discount($w, 2, \"has little\")"),
              candidateRule(
                  "B-004",
                  "Order( $u : unitCount ) $w : Warehouse( linesFilled < $u )",
                  "surcharge($w, 3, \"fills too little\")"),
              candidateRule(
                  "B-005",
                  "$l : Line( liquid ) $w : Warehouse( $d : distanceKm >= 1 )",
                  "reject($l, $w, \"is \" + $d + \" away\")"),
              candidateRule(
                  "B-006",
                  "$c : Carrier( share >= shareTarget, onTimeRate != 0.9, id != \"C-0\" )",
                  "surcharge($c, 1, \"of \" + $c.id)"),
              candidateRule(
                  "B-007",
                  "$w : Warehouse( $k : kind, kind == \"STORE\" || kind == \"FRONT\" )",
                  "discount($w, 1, $k)"),
              candidateRule(
                  "B-008",
                  "Order( $t : tier, !remote ) $l : Line( quantity > 1 ) $w : Warehouse( !coldRoom )",
                  "reject($l, $w, $t)"),
              candidateRule(
                  "B-009",
                  "$w : Warehouse( distanceKm > -1, !( kind == \"STORE\" || load < 0.5 ) )",
                  "surcharge($w, 0.5, \"far\")"),
              dated("intake", "A-014", "Order( remote )", "tag(\"now\")"),
              dated(
                  "preference",
                  "B-010",
                  "$w : Warehouse( $d : distanceKm, load > 0.2 )",
                  "surcharge($w, $d, \"in these minutes\")")));

  /** Rules of which a premise must not be told: what they say of one candidate hangs on others. */
  private static final RuleSources UNKNOWN =
      new RuleSources(
          List.of(
              orderRule("A-001", "not Line( fragile )", "tag(\"firm\")"),
              orderRule("A-002", "$l : Line( frozen ) $m : Line( chilled )", "keepTogether($l)"),
              candidateRule(
                  "B-001",
                  "$w : Warehouse( $d : distanceKm ) not Warehouse( distanceKm < $d )",
                  "discount($w, 1, \"is nearest\")"),
              candidateRule(
                  "B-002",
                  "$w : Warehouse( sameCity ) $c : Carrier( suspended )",
                  "surcharge($w, 1, \"has a neighbour\")"),
              candidateRule(
                  "B-003",
                  "exists Line( fragile ) $c : Carrier()",
                  "surcharge($c, 1, \"carries much\")")));

  /** Speaks in the second half of the rounds, but for the last ones. */
  private static SourceFile dated(String folder, String id, String when, String verdict) {
    var rule = rule(folder, id, when, verdict);
    return new SourceFile(
        rule.path(),
        rule.text()
            .replace(
                "\nwhen",
                " date-effective \"2026-11-11T20:16\" date-expires \"2026-11-11T20:30\"\nwhen"));
  }

  private static SourceFile orderRule(String id, String when, String verdict) {
    return rule("intake", id, when, verdict);
  }

  private static SourceFile candidateRule(String id, String when, String verdict) {
    return rule("preference", id, when, verdict);
  }

  private static SourceFile rule(String folder, String id, String when, String verdict) {
    String drl =
        "rule \"%s Odd\"\nwhen\n  %s\nthen\n  routing.%s;\nend\n".formatted(id, when, verdict);
    return new SourceFile(folder + "/" + id + "/" + id + ".drl", drl);
  }

  @Test
  void every_shipped_rule_that_judges_orders_has_a_premise() {
    var catalog = new LayeredGuard().check(SHIPPED);
    assertThat(catalog.premises())
        .extracting(Premise::ruleId)
        .containsExactlyInAnyOrderElementsOf(
            catalog.rules().stream()
                .filter(rule -> rule.stage() != Stage.SHARE)
                .map(rule -> rule.id())
                .toList());
  }

  @Test
  void remembering_shipped_rules_say_what_plain_ones_say() {
    sayTheSame(SHIPPED);
  }

  @Test
  void remembering_odd_rules_say_what_plain_ones_say() {
    assertThat(new LayeredGuard().check(ODD).premises()).hasSize(ODD.files().size());
    sayTheSame(ODD);
  }

  @Test
  void rules_that_look_at_more_than_one_of_a_kind_have_no_premise_and_say_the_same() {
    assertThat(new LayeredGuard().check(UNKNOWN).premises()).isEmpty();
    Map<Question, Answer> memory = new ConcurrentHashMap<>();
    RuleSet plain = new RuleSetCompiler().compile(UNKNOWN);
    RuleSet remembering = new RuleSetCompiler(() -> memory).compile(UNKNOWN);
    RandomFacts facts = new RandomFacts(SEED);
    for (int i = 0; i < 50; i++) {
      Order order = facts.order();
      List<Line> lines = facts.lines();
      List<Warehouse> warehouses = facts.warehouses();
      List<Carrier> carriers = facts.carriers();
      assertThat(order(remembering, order, lines, NOW)).isEqualTo(order(plain, order, lines, NOW));
      assertThat(candidates(remembering, order, lines, warehouses, carriers, NOW))
          .isEqualTo(candidates(plain, order, lines, warehouses, carriers, NOW));
    }
    assertThat(memory).isEmpty();
  }

  @Test
  void the_engine_is_not_asked_twice_whatever_the_ids_are() {
    AtomicInteger learned = new AtomicInteger();
    Map<Question, Answer> memory =
        new ConcurrentHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public Answer put(Question question, Answer answer) {
            learned.incrementAndGet();
            return super.put(question, answer);
          }
        };
    RuleSet rules = new RuleSetCompiler(() -> memory).compile(SHIPPED);
    var first = judgeCup(rules, "CUP", "HZ-1", 0.30);
    int afterFirst = learned.get();
    var second = judgeCup(rules, "MUG", "SH-1", 0.31);
    assertThat(afterFirst).isPositive();
    assertThat(learned).hasValue(afterFirst);
    assertThat(first.findRejection("CUP", CandidateId.warehouse("HZ-1"))).isPresent();
    assertThat(second.findRejection("MUG", CandidateId.warehouse("SH-1"))).isPresent();
    assertThat(second.rejections()).hasSameSizeAs(first.rejections());

    judgeCup(rules, "CUP", "HZ-1", 0.90);
    assertThat(learned).as("a rule reads loads above 0.85").hasValue(afterFirst + 1);
  }

  private static CandidateVerdicts judgeCup(
      RuleSet rules, String sku, String warehouseId, double load) {
    return rules.judgeCandidates(
        Order.builder().build(),
        List.of(Line.builder().sku(sku).fragile(true).build()),
        List.of(Warehouse.builder().id(warehouseId).distanceKm(12).load(load).build()),
        List.of(),
        List.of(),
        NOW);
  }

  private static void sayTheSame(RuleSources sources) {
    System.out.println("seed " + SEED);
    RuleSet plain = new RuleSetCompiler().compile(sources);
    Map<Question, Answer> memory = new ConcurrentHashMap<>();
    RuleSet remembering = new RuleSetCompiler(() -> memory).compile(sources);
    RandomFacts facts = new RandomFacts(SEED);
    int said = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Order order = facts.order();
      List<Line> lines = facts.lines();
      List<Warehouse> warehouses = facts.warehouses();
      List<Carrier> carriers = facts.carriers();
      Instant now = NOW.plusSeconds(i);
      assertThat(order(remembering, order, lines, now)).isEqualTo(order(plain, order, lines, now));
      Object candidates = candidates(plain, order, lines, warehouses, carriers, now);
      assertThat(candidates(remembering, order, lines, warehouses, carriers, now))
          .isEqualTo(candidates);
      said += candidates instanceof CandidateVerdicts verdicts ? verdicts.rejections().size() : 0;
    }
    assertThat(said).isGreaterThan(ROUNDS);
    assertThat(memory).isNotEmpty();
  }

  /** The verdicts, or that a rule failed. */
  private static Object order(RuleSet rules, Order order, List<Line> lines, Instant now) {
    try {
      return rules.judgeOrder(order, lines, now);
    } catch (RuleFailedException e) {
      return "failed";
    }
  }

  private static Object candidates(
      RuleSet rules,
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      Instant now) {
    try {
      return rules.judgeCandidates(order, lines, warehouses, carriers, List.of(), now);
    } catch (RuleFailedException e) {
      return "failed";
    }
  }
}
