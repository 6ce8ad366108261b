package dev.sluice.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Deferral;
import dev.sluice.rules.OrderVerdicts.Exemption;
import dev.sluice.rules.OrderVerdicts.Refusal;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.rules.OrderVerdicts.ShipNotBefore;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.rules.ShortageAction;
import dev.sluice.rules.Spoken;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Two rules disagree; what counts is what the verdicts' own documentation says. */
class MergedVerdictsTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  private static final String ORDER_RULES =
      """
      rule "A-002 Says one thing"
      when
        Order( attributes contains "case=disagree" )
      then
        routing.valueOfTime(0.1);
        routing.shortagePenalty(5);
        routing.latenessPenalty(1);
        routing.limitShipments(3);
        routing.shipWhole("a set");
        routing.splitCost(0.0000015);
        routing.priority(-5);
        routing.shipNotBefore(1.5, "picking is slow");
        routing.defer("later", 20);
        routing.refuse("second");
        routing.onShortage("PRESALE");
        routing.require("INSURANCE");
        routing.exemptFromShareCap("second");
        routing.tag("b");
      end

      rule "A-001 Says another"
      when
        Order( attributes contains "case=disagree" )
      then
        routing.valueOfTime(0.3);
        routing.shortagePenalty(4);
        routing.latenessPenalty(2);
        routing.limitShipments(2);
        routing.splitCost(0.0000005);
        routing.priority(-7);
        routing.shipNotBefore(1, "presale");
        routing.defer("soon", 10);
        routing.refuse("first");
        routing.onShortage("BACKORDER");
        routing.require("INSURANCE");
        routing.exemptFromShareCap("first");
        routing.tag("a");
      end

      rule "A-003 Groups lines"
      when
        Order( attributes contains "case=groups" )
        $line : Line( sku in ("GIFT", "MAIN") )
      then
        routing.keepTogether($line);
        routing.keepTogether("SHOES");
        routing.keepTogether("HATS");
        routing.keepApart("FROZEN", "AMBIENT");
        routing.keepApart("AMBIENT", "FROZEN");
        routing.keepApart("LIQUID", "BATTERY");
        routing.onShortage($line, "PRESALE");
      end

      rule "A-004 Says something impossible"
      when
        Order( attributes contains "case=impossible", $hours : hoursToShipBy )
      then
        routing.valueOfTime($hours);
      end
      """;

  private static final String CANDIDATE_RULES =
      """
      rule "B-002 Prices by line"
      when
        $line : Line( quantity > 0 )
        $warehouse : Warehouse()
      then
        routing.surcharge($warehouse, 0.5 * $line.quantity, "by line");
        routing.discount($warehouse, 0.25, "always");
        routing.reject($line, $warehouse, "by line");
      end

      rule "B-001 Prices too"
      when
        $warehouse : Warehouse( id == "W1" )
        $carrier : Carrier()
      then
        routing.surcharge($warehouse, 1, "again");
        routing.reject($warehouse, "out");
        routing.reject($carrier, "out too");
      end

      rule "B-003 Looks at both together"
      when
        $option : Option( warehouse.id == "W1", hoursLate > 0 )
      then
        routing.reject($option, "late");
        routing.surcharge($option, $option.costYuan * 0.1, "a tenth");
      end
      """;

  private static final String SHARE_RULES =
      """
      rule "C-001 Caps"
      when
        $carrier : ShareCarrier( role == "MAIN" )
      then
        shares.cap($carrier, 58);
        shares.target($carrier, 60, 5);
        shares.suspend($carrier, "flood");
      end

      rule "C-002 Caps too"
      when
        $carrier : ShareCarrier()
      then
        shares.cap($carrier, 62.5, "strict");
        shares.target($carrier, 50, 2.5);
      end
      """;

  private static final RuleSet RULES =
      new RuleSetCompiler()
          .compile(
              new RuleSources(
                  List.of(
                      new SourceFile("intake/a/a.drl", ORDER_RULES),
                      new SourceFile("eligibility/b/b.drl", CANDIDATE_RULES),
                      new SourceFile("share/c/c.drl", SHARE_RULES))));

  @Test
  void theDocumentedSideWinsInTheOrderStage() {
    var verdicts = judge("case=disagree");

    assertThat(verdicts.valueOfTimeMicrosPerHour()).isEqualTo(300_000);
    assertThat(verdicts.shortagePenaltyMicros()).hasValue(5_000_000);
    assertThat(verdicts.latenessPenaltyMicrosPerHour()).isEqualTo(2_000_000);
    assertThat(verdicts.maxShipments()).hasValue(2);
    assertThat(verdicts.shipWhole()).as("one rule is enough").isTrue();
    assertThat(verdicts.priority()).isEqualTo(-5);
    assertThat(verdicts.shipNotBefore())
        .contains(new ShipNotBefore("A-002", "picking is slow", Duration.ofMinutes(90)));
    assertThat(verdicts.deferral())
        .contains(new Deferral("A-002", "later", Duration.ofMinutes(20)));
    assertThat(verdicts.refusal()).contains(new Refusal("A-001", "first"));
    assertThat(verdicts.onShortage()).contains(ShortageAction.BACKORDER);
    assertThat(verdicts.requiredServices()).containsExactly("INSURANCE");
    assertThat(verdicts.shareCapExemption()).contains(new Exemption("A-001", "first"));
    assertThat(verdicts.tags()).containsExactly("a", "b");
    assertThat(verdicts.spoken()).containsExactly(new Spoken("A-001", 13), new Spoken("A-002", 14));
  }

  @Test
  void halvesOfAMicroYuanRoundToTheEvenNeighbour() {
    assertThat(judge("case=disagree").splitCostMicros()).isEqualTo(2);
    assertThat(Amounts.millionths("x", 0.0000025)).isEqualTo(2);
    assertThat(Amounts.millionths("x", 0.1 + 0.2)).isEqualTo(300_000);
  }

  @Test
  void lineGroupsAreResolvedToSkusAndMerged() {
    var verdicts =
        judge(
            "case=groups",
            Line.builder().sku("GIFT").build(),
            Line.builder().sku("MAIN").category("SHOES").build(),
            Line.builder().sku("BOOTS").category("SHOES").build(),
            Line.builder().sku("ICE").frozen(true).build());

    assertThat(verdicts.keepTogether())
        .containsExactly(new TreeSet<>(Set.of("BOOTS", "GIFT", "MAIN")));
    assertThat(verdicts.keepApart())
        .containsExactly(
            new Separation(
                new TreeSet<>(Set.of("BOOTS", "GIFT", "MAIN")), new TreeSet<>(Set.of("ICE"))));
    assertThat(verdicts.findOnShortage("GIFT")).contains(ShortageAction.PRESALE);
    assertThat(verdicts.findOnShortage("ICE")).isEmpty();
    assertThat(verdicts.shipWhole()).as("nobody said so").isFalse();
  }

  @Test
  void silenceIsTheSameAsNoRules() {
    assertThat(judge("case=none")).isEqualTo(OrderVerdicts.none());
  }

  @Test
  void anImpossibleAmountFailsTheJudgementAndNamesTheRule() {
    assertThatThrownBy(() -> judge("case=impossible"))
        .isInstanceOfSatisfying(
            RuleFailedException.class, failure -> assertThat(failure.ruleId()).isEqualTo("A-004"))
        .hasMessageContaining("Infinity")
        .hasMessageContaining("Maybe");
    assertThat(judge("case=disagree").maxShipments()).hasValue(2);
  }

  @Test
  void aRuleCountsOnceForACandidateWithItsLargestAmount() {
    var first = Warehouse.builder().id("W1").build();
    var second = Warehouse.builder().id("W2").build();
    var service = Carrier.builder().id("SF").service("EXPRESS").build();
    var lines =
        List.of(
            Line.builder().sku("A").quantity(2).build(),
            Line.builder().sku("B").quantity(5).build());
    var verdicts =
        RULES.judgeCandidates(
            Order.builder().lines(lines).build(),
            lines,
            List.of(second, first),
            List.of(service),
            List.of(new Option(first, service, 12.34, 24, 2)),
            NOW);

    var w1 = CandidateId.warehouse("W1");
    var w2 = CandidateId.warehouse("W2");
    var express = CandidateId.service("SF", "EXPRESS");
    var both = CandidateId.option("W1", "SF", "EXPRESS");
    assertThat(verdicts.adjustments(w1))
        .containsExactly(
            new Adjustment(w1, 1_000_000, "B-001", "again"),
            new Adjustment(w1, -250_000, "B-002", "always"),
            new Adjustment(w1, 2_500_000, "B-002", "by line"));
    assertThat(verdicts.adjustmentMicros(w1)).isEqualTo(3_250_000);
    assertThat(verdicts.adjustmentMicros(w2)).isEqualTo(2_250_000);
    assertThat(verdicts.adjustmentMicros(express)).isZero();
    assertThat(verdicts.adjustmentMicros(both)).isEqualTo(1_234_000);
    assertThat(verdicts.findRejection(w1)).get().returns("B-001", one -> one.ruleId());
    assertThat(verdicts.findRejection(w2)).isEmpty();
    assertThat(verdicts.findRejection(express)).isPresent();
    assertThat(verdicts.findRejection(both)).isPresent();
    assertThat(verdicts.findRejection("B", w2)).isPresent();
    assertThat(verdicts.findRejection("C", w2)).isEmpty();
    assertThat(verdicts.findRejection("B", express)).isEmpty();
    assertThat(verdicts.findRejection("B", both)).isEmpty();
    assertThat(verdicts.spoken())
        .containsExactly(new Spoken("B-001", 3), new Spoken("B-002", 8), new Spoken("B-003", 2));
  }

  @Test
  void theSmallestCapCountsAndUnequalTargetsAreAConflict() {
    ShareVerdicts verdicts =
        RULES.judgeShares(
            RegionGroup.builder().id("CN").build(),
            List.of(
                ShareCarrier.builder().id("ZTO").role("BACKUP").build(),
                ShareCarrier.builder().id("SF").role("MAIN").build()),
            NOW);

    assertThat(verdicts.caps())
        .containsExactly(
            new Cap("SF", 580_000, true, "C-001"), new Cap("ZTO", 625_000, true, "C-002"));
    assertThat(verdicts.targets())
        .containsExactly(
            new Target("SF", 500_000, 25_000, "C-002"),
            new Target("ZTO", 500_000, 25_000, "C-002"));
    assertThat(verdicts.suspensions()).containsExactly(new Suspension("SF", "C-001", "flood"));
    assertThat(verdicts.conflicts())
        .singleElement()
        .asString()
        .contains("`SF`", "60.0", "50.0", "C-001", "C-002", "Maybe");
  }

  private static OrderVerdicts judge(String attribute, Line... lines) {
    var order = Order.builder().attributes(Set.of(attribute)).build();
    return RULES.judgeOrder(order, List.of(lines), NOW);
  }
}
