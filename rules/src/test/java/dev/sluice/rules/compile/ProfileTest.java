package dev.sluice.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything the profile allows compiles, and means what it says. */
class ProfileTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  private static final String ORDER_RULES =
      """
      package dev.sluice.rules.catalog
      import dev.sluice.rules.fact.Order;
      import dev.sluice.rules.fact.Line

      rule "A-001 Counts lines" when
        accumulate( Line( fragile ); $n : count(); $n > 1 )
      then routing.tag("many fragile"); end

      rule "A-002 Adds units" when
        accumulate( $l : Line( $q : quantity ); $sum : sum($q), $most : max($q), $least : min($q) )
      then routing.splitCost($sum / 2.0); routing.tag("units " + $sum + " " + $most + " " + $least); end

      rule "A-003 Averages" when
        accumulate( Line( $r : returnRate ); $mean : average($r); $mean > 0.25 )
      then routing.tag("comes back"); end

      rule "A-004 Nothing frozen" when
        not Line( frozen )
      then routing.tag("nothing frozen"); end

      rule "A-005 Something chilled" when
        exists( Line( chilled ) )
      then routing.tag("something chilled"); end

      rule "A-006 Two of one category" when
        $a : Line( $c : category, $s : sku )
        exists( Line( category == $c, sku != $s ) )
      then routing.keepTogether($a); end

      rule "A-007 Alternatives" when
        $o : Order( tier in ("GOLD", "VIP") ) or $o2 : Order( lineCount > 1 && lineCount < 9 )
      then routing.tag("either"); end

      rule "A-008 Negative and literal" when
        Order( hoursToShipBy < -1.5, $n : lineCount == 2, unitCount not in (1, 7) )
      then routing.priority(-5); routing.limitShipments($n); end

      rule "A-009 Texts" when
        Order( region str[startsWith] "33", groups contains "EAST", attributes not contains "a=b" )
      then routing.tag('single "x' ); end

      rule "A-010 Groups" when
        ( Line( fragile ) and Line( chilled ) )
      then routing.tag("both"); end

      rule "A-011 商品 有 中文 名字" when
        $订单 : Order( $数 : unitCount > 1, !(remote || delayAccepted == false) )
      then routing.tag("中文，" + $数); end

      rule "A-012 Nobody" enabled false when Order() then routing.tag("off"); end

      rule "A-013 Singles day" date-effective "2026-11-11" date-expires "2026-11-12" when
        Order()
      then routing.tag("11.11"); end

      rule "A-014 Later" date-effective "2026-11-11T20:00:01" when
        Order()
      then routing.tag("later"); end

      rule "A-015 Nothing to average" when
        accumulate( Line( oversize, $q : quantity ); $m : min($q), $v : average($q) )
      then routing.tag("oversize"); end
      """
          .replace("'single \"x'", "'single quoted'");

  private static final String CANDIDATE_RULES =
      """
      rule "B-001 Price by distance and weight" when
        $o : Order( $g : weightGrams )
        $w : Warehouse( $km : distanceKm >= 10 )
      then routing.surcharge($w, ($km - 2) * 0.5 + $g / 1000.0 - -1, "far: " + $km); end

      rule "B-002 Option" when
        $w : Warehouse( sameCity == true )
        $x : Option( warehouse == $w, carrier.id != "ZTO", warehouse.kind == "REGIONAL" )
      then routing.discount($x, 2, "local"); end

      rule "B-003 Same region" when
        $w : Warehouse( $r : region )
        $v : Warehouse( region == $r, id != $w.id )
      then routing.surcharge($w, 1, "twin"); end

      rule "B-004 Nearest" when
        $w : Warehouse( $d : distanceKm )
        not( Warehouse( distanceKm < $d ) )
      then routing.discount($w, 0.5, "nearest"); end

      rule "B-005 Line and carrier" when
        $l : Line( sku in ("A", "B"), liquid != true )
        $c : Carrier( waybillChannels contains "DOUYIN", share < shareTarget )
      then routing.reject($l, $c, "no"); routing.reject($c, "no"); end
      """;

  private static final RuleSet RULES =
      new RuleSetCompiler()
          .compile(
              new RuleSources(
                  List.of(
                      new SourceFile("intake/a/a.drl", ORDER_RULES),
                      new SourceFile("preference/b/b.drl", CANDIDATE_RULES))));

  private static final List<Line> LINES =
      List.of(
          line("A").fragile(true).quantity(3).returnRate(0.4).chilled(true).build(),
          line("B").fragile(true).returnRate(0.2).build());

  private static final Order ORDER =
      Order.builder()
          .lines(LINES)
          .hoursToShipBy(-2)
          .region("330100")
          .groups(Set.of("EAST", "CN"))
          .weightGrams(1500)
          .build();

  private static Line.Builder line(String sku) {
    return Line.builder().sku(sku).category("CUPS");
  }

  @Test
  void theOrderStage() {
    var verdicts = RULES.judgeOrder(ORDER, LINES, NOW);

    assertThat(verdicts.tags())
        .containsExactlyInAnyOrder(
            "many fragile",
            "units 4 3 1",
            "comes back",
            "nothing frozen",
            "something chilled",
            "either",
            "single quoted",
            "both",
            "中文，4",
            "11.11");
    assertThat(verdicts.splitCostMicros()).isEqualTo(2_000_000);
    assertThat(verdicts.keepTogether()).singleElement().asString().isEqualTo("[A, B]");
    assertThat(verdicts.priority()).isEqualTo(-5);
    assertThat(verdicts.maxShipments()).hasValue(2);
  }

  @Test
  void datesAreChinasAndExact() {
    assertThat(RULES.judgeOrder(ORDER, LINES, NOW.plusSeconds(1)).tags()).contains("later");
    assertThat(RULES.judgeOrder(ORDER, LINES, Instant.parse("2026-11-11T15:59:59Z")).tags())
        .contains("11.11");
    assertThat(RULES.judgeOrder(ORDER, LINES, Instant.parse("2026-11-11T16:00:00Z")).tags())
        .doesNotContain("11.11");
    assertThat(RULES.judgeOrder(ORDER, LINES, Instant.parse("2026-11-10T15:59:59Z")).tags())
        .doesNotContain("11.11");
  }

  @Test
  void theCandidateStage() {
    var near = Warehouse.builder().id("W1").region("33").distanceKm(10).sameCity(true).build();
    var far = Warehouse.builder().id("W2").region("33").distanceKm(12).build();
    var carrier =
        Carrier.builder()
            .id("SF")
            .service("X")
            .shareTarget(0.5)
            .waybillChannels(Set.of("DOUYIN"))
            .build();
    var verdicts =
        RULES.judgeCandidates(
            ORDER,
            LINES,
            List.of(near, far),
            List.of(carrier),
            List.of(new Option(near, carrier, 1, 1, 0), new Option(far, carrier, 1, 1, 0)),
            NOW);

    assertThat(verdicts.adjustments())
        .extracting(one -> one.ruleId() + " " + one.text() + " " + one.reason())
        .containsExactlyInAnyOrder(
            "B-001 surcharge warehouse W1 6.5 far: 10.0",
            "B-001 surcharge warehouse W2 7.5 far: 12.0",
            "B-002 discount option W1 SF/X 2 local",
            "B-003 surcharge warehouse W1 1 twin",
            "B-003 surcharge warehouse W2 1 twin",
            "B-004 discount warehouse W1 0.5 nearest");
    assertThat(verdicts.rejections())
        .extracting(one -> one.text())
        .containsExactlyInAnyOrder(
            "reject carrier SF/X", "reject line A carrier SF/X", "reject line B carrier SF/X");
  }
}
