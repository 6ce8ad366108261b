package dev.sluice.rules.guard.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.check.ExpressionCheck;
import dev.sluice.rules.guard.check.JoinCheck;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.PropertyPhrase;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sentence in either language is read into the same tree as its twin in DRL. */
class SentenceTwinTest {

  /** One statement of a property in DRL, English and Chinese, without the fact. */
  private record Statement(String drl, String english, String chinese) {}

  @TestFactory
  Stream<DynamicTest> everyPropertyInEveryWayItIsAskedAbout() {
    return Vocabulary.facts().stream()
        .filter(fact -> !fact.name().equals("Option"))
        .flatMap(
            fact ->
                Phrases.properties(fact.name()).stream()
                    .map(
                        phrase ->
                            DynamicTest.dynamicTest(
                                fact.name() + "." + phrase.property().name(),
                                () -> {
                                  for (var statement : statements(phrase)) {
                                    askedOf(fact, statement);
                                  }
                                })));
  }

  @TestFactory
  Stream<DynamicTest> everyPropertyOfAnOptionAndOfItsParts() {
    return Stream.of("Warehouse", "Carrier")
        .flatMap(
            part ->
                Phrases.properties(part).stream()
                    .map(
                        phrase ->
                            DynamicTest.dynamicTest(
                                "Option." + part + "." + phrase.property().name(),
                                () ->
                                    statements(phrase)
                                        .forEach(one -> askedOfPart(part, phrase, one)))));
  }

  @Test
  void everyPropertyHasItsPhrases() {
    for (var fact : Vocabulary.facts()) {
      assertThat(Phrases.properties(fact.name()))
          .extracting(one -> one.property().name())
          .containsExactlyElementsOf(fact.propertyNames());
    }
    assertThat(VerdictPhrase.all().stream().map(VerdictPhrase::type).distinct())
        .containsExactlyElementsOf(Vocabulary.verdicts());
  }

  /** In a condition, and said of what a verdict speaks of. */
  private static void askedOf(FactType fact, Statement statement) {
    var phrase = Phrases.fact(fact.name());
    boolean share = Vocabulary.factNames(Stage.SHARE).contains(fact.name());
    var stage =
        share
            ? Stage.SHARE
            : Vocabulary.factNames(Stage.ORDER).contains(fact.name())
                ? Stage.ORDER
                : Stage.CANDIDATE;
    var name = name(fact.name());
    var pattern = "%s : %s( %s )".formatted(name, fact.name(), statement.drl());
    var verdict = verdict(stage, fact.name());
    boolean flag = !statement.english().startsWith("'s ");
    same(
        stage,
        pattern + verdict.drl(),
        "if the "
            + phrase.english()
            + (flag ? " " : "")
            + statement.english()
            + " then "
            + verdict.english(),
        "如果" + phrase.chinese() + statement.chinese() + "则" + verdict.chinese());
    var absent = "not %s( %s )".formatted(fact.name(), statement.drl());
    var relative =
        flag ? " that " + statement.english() : statement.english().replaceFirst("^'s", " whose");
    var simple = verdict(stage, "");
    same(
        stage,
        simple.before() + absent + simple.drl(),
        "if there is no %s%s then %s".formatted(phrase.english(), relative, simple.english()),
        "如果不存在%s的%s，则%s".formatted(statement.chinese(), phrase.chinese(), simple.chinese()));
    if (fact.candidate() || fact.name().equals("ShareCarrier")) {
      var plural = flag ? " that " + PropertyPhrase.plural(statement.english()) : relative;
      boolean reject = stage == Stage.CANDIDATE;
      same(
          stage,
          "%s then %s.%s(%s, \"why\"); end"
              .formatted(pattern, Vocabulary.facade(stage), reject ? "reject" : "suspend", name),
          "always %s %s%s because \"why\""
              .formatted(reject ? "reject" : "suspend", phrase.plural(), plural),
          "总是%s%s的%s，原因“why”"
              .formatted(reject ? "排除" : "停发", statement.chinese(), phrase.chinese()));
    }
  }

  private static void askedOfPart(String part, PropertyPhrase phrase, Statement statement) {
    boolean warehouse = part.equals("Warehouse");
    var drl =
        statement
            .drl()
            .replace(
                phrase.property().name(), name(part).substring(1) + "." + phrase.property().name());
    boolean flag = !statement.english().startsWith("'s ");
    if (statement.english().contains(" its ")) {
      return;
    }
    same(
        Stage.CANDIDATE,
        "$option : Option( %s ) then routing.reject($option, \"why\"); end".formatted(drl),
        "if an option's %s%s%s then reject the option because \"why\"."
            .formatted(warehouse ? "warehouse" : "carrier", flag ? " " : "", statement.english()),
        "如果组合的%s%s，则排除该组合，原因“why”。".formatted(warehouse ? "发货仓" : "承运快递", statement.chinese()));
  }

  private record Said(String before, String drl, String english, String chinese) {}

  private static Said verdict(Stage stage, String fact) {
    return switch (stage) {
      case ORDER ->
          new Said("", " then routing.tag(\"x\"); end", "tag the plan with \"x\"", "标记\"x\"");
      case SHARE ->
          fact.equals("ShareCarrier")
              ? new Said(
                  "",
                  " then shares.cap($carrier, 5); end",
                  "cap the carrier at 5 percent",
                  "限制该快递占比不超过5%")
              : new Said(
                  fact.isEmpty() ? "$carrier : ShareCarrier() " : "",
                  (fact.isEmpty() ? "" : " $carrier : ShareCarrier()")
                      + " then shares.cap($carrier, 5); end",
                  "cap every carrier at 5 percent",
                  "限制每个快递占比不超过5%");
      case CANDIDATE -> {
        var candidate =
            fact.isEmpty() || Vocabulary.findFact(fact).orElseThrow().candidate() ? fact : "";
        yield candidate.isEmpty()
            ? new Said(
                "$warehouse : Warehouse() ",
                " then routing.reject($warehouse, \"why\"); end",
                "reject every warehouse because \"why\"",
                "排除每个仓库，原因\"why\"")
            : new Said(
                "",
                " then routing.reject(%s, \"why\"); end".formatted(name(fact)),
                "reject the %s because \"why\"".formatted(Phrases.fact(fact).english()),
                "排除该%s，原因\"why\"".formatted(Phrases.fact(fact).chinese()));
      }
    };
  }

  private static List<Statement> statements(PropertyPhrase phrase) {
    var name = phrase.property().name();
    var english = phrase.english();
    var chinese = phrase.chinese();
    List<Statement> all = new ArrayList<>();
    switch (phrase.property().type()) {
      case FLAG -> {
        all.add(new Statement(name, english, chinese));
        all.add(
            new Statement(
                "!" + name, phrase.negated(Language.ENGLISH), phrase.negated(Language.CHINESE)));
      }
      case WHOLE, DECIMAL -> {
        Map<String, String[]> operators = new LinkedHashMap<>();
        operators.put(">", new String[] {"is above", "大于"});
        operators.put("<", new String[] {"is below", "小于"});
        operators.put(">=", new String[] {"is at least", "不低于"});
        operators.put("<=", new String[] {"are at most", "不超过"});
        operators.put("==", new String[] {"is", "等于"});
        operators.put("!=", new String[] {"is not", "不等于"});
        var unit =
            phrase.unit().phrases(Language.ENGLISH).stream()
                .findFirst()
                .map(one -> " " + one)
                .orElse("");
        var chineseUnit = phrase.unit().phrases(Language.CHINESE).stream().findFirst().orElse("");
        operators.forEach(
            (operator, words) ->
                all.add(
                    new Statement(
                        name + " " + operator + " 5",
                        "'s " + english + " " + words[0] + " 5" + unit,
                        chinese + words[1] + "5" + chineseUnit)));
        all.add(
            new Statement(
                name + " > -0.5", "'s " + english + " is more than -0.5", chinese + "超过-0.5"));
        all.add(
            new Statement(
                name + " == " + name,
                "'s " + english + " is its " + english,
                chinese + "为其" + chinese));
      }
      case TEXT -> {
        var words = phrase.property().words();
        var word = words.isEmpty() ? "\"A\"" : "\"" + words.first() + "\"";
        var other = words.isEmpty() ? "\"B c\"" : words.last();
        all.add(
            new Statement(
                name + " == " + word, "'s " + english + " is " + word, chinese + "是" + word));
        all.add(
            new Statement(
                name + " != " + quoted(other),
                "'s " + english + " is not " + other,
                chinese + "不是" + other));
        all.add(
            new Statement(
                name + " in (" + word + ", " + quoted(other) + ")",
                "'s " + english + " is one of " + word + " or " + other,
                chinese + "属于" + word + "、" + other));
        all.add(
            new Statement(
                name + " not in (" + word + ")",
                "'s " + english + " is none of " + word,
                chinese + "不属于" + word));
        all.add(new Statement(name + " == \"\"", "'s " + english + " is empty", chinese + "为空"));
        all.add(
            new Statement(name + " != \"\"", "'s " + english + " is not empty", chinese + "不为空"));
        all.add(
            new Statement(
                name + " str[startsWith] \"A\"",
                "'s " + english + " starts with \"A\"",
                chinese + "开头是“A”"));
      }
      case TEXTS -> {
        all.add(
            new Statement(
                name + " contains \"A\"", "'s " + english + " contain \"A\"", chinese + "包含\"A\""));
        all.add(
            new Statement(
                name + " not contains \"A\"",
                "'s " + english + " do not contain \"A\"",
                chinese + "不包含\"A\""));
      }
      default -> throw new IllegalStateException("Only an option has parts");
    }
    return all;
  }

  private static String quoted(String word) {
    return word.startsWith("\"") ? word : "\"" + word + "\"";
  }

  private static String name(String fact) {
    return fact.equals("ShareCarrier")
        ? "$carrier"
        : "$" + Character.toLowerCase(fact.charAt(0)) + fact.substring(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          ORDER ¦ $line : Line(fragile) then routing.keepTogether($line); end ¦ if a line is fragile then keep such lines together ¦ 如果商品易碎则此类商品同单发货
          ORDER ¦ $order : Order() then routing.tag("x"); routing.priority(-3); end ¦ always tag the plan with "x" and set the priority to -3 ¦ 总是标记"x"；优先级设为-3
          ORDER ¦ $order : Order(remote, weightGrams > 5000) then routing.limitShipments(1); end ¦ if the order is remote and its weight is above 5000 grams then limit the number of shipments to 1 ¦ 如果订单偏远且重量大于5000克，则最多拆成1单
          ORDER ¦ $order : Order(remote, weightGrams > 5000) then routing.limitShipments(1); end ¦ if the order is remote, and the order's weight is above 5000 then limit the number of shipments to 1 ¦ 如果订单 偏远，订单的重量 大于 5000，那么 最多拆成 1 单
          ORDER ¦ $line : Line(chilled || frozen || fragile, quantity > 1) then routing.shortagePenalty(7); end ¦ if a line is chilled or is frozen or is fragile, and the line's quantity is above 1 then a missed line costs 7 yuan ¦ 如果商品需冷藏或需冷冻或易碎，且该商品数量大于1，则每行缺货代价7元
          ORDER ¦ $order : Order(remote) $line : Line(category == $order.channel) then routing.latenessPenalty(2.5); end ¦ if the order is remote and a line's category is the order's channel then an hour of lateness costs 2.5 yuan ¦ 如果订单偏远且商品品类是订单渠道则每迟到一小时代价2.5元
          ORDER ¦ $order : Order() $line : Line(category == $order.channel) then routing.splitCost(2); end ¦ if a line's category is the order's channel then each further shipment costs 2 yuan ¦ 若商品的品类为订单的渠道，则每多拆一单代价2元
          ORDER ¦ $order : Order(remote) exists Line(fragile, presale) then routing.valueOfTime(2); end ¦ if the order is remote and there is a line that is fragile and is on presale then an hour earlier is worth 2 yuan ¦ 如果订单偏远，且存在易碎且是预售的商品，则每提前一小时价值2元
          ORDER ¦ $order : Order(remote) exists Line() then routing.valueOfTime(2); end ¦ if there is a line and the order is remote then an hour earlier is worth 2 yuan ¦ 如果存在商品且订单偏远则每提前一小时价值2元
          ORDER ¦ $order : Order() then routing.keepTogether("TEA"); routing.keepApart("CHILLED", "AMBIENT"); end ¦ always keep category "TEA" together and keep "CHILLED" apart from "AMBIENT" ¦ 总是品类"TEA"同单发货，将"CHILLED"与"AMBIENT"分单发货
          ORDER ¦ $order : Order(!delayAccepted) then routing.shipNotBefore(2.5, "why"); routing.defer("why", 15); routing.refuse("why"); end ¦ if the order does not accept a delay then wait 2.5 hours before shipping because "why" and defer the order by 15 minutes because "why", refuse the order because "why" ¦ 如果订单不接受等待则等待2.5小时再发货，原因"why"，暂缓订单15分钟，原因“why”，拒绝订单 原因：「why」
          ORDER ¦ $line : Line(presale) then routing.onShortage("BACKORDER"); routing.onShortage($line, "PRESALE"); end ¦ if a line is on presale then on a shortage backorder and on a shortage of such lines PRESALE ¦ 如果商品是预售则缺货时到货后补发，此类商品缺货时转预售
          ORDER ¦ $order : Order(lineCount > 1) then routing.shipWhole("a set"); end ¦ if the order's number of lines is above 1 then never ship part of the order because "a set" ¦ 如果订单行数大于1则不得部分发货，原因"a set"
          ORDER ¦ $order : Order(liveSession != "") then routing.require("INSURANCE"); routing.exemptFromShareCap("why"); routing.tag($order.liveSession); end ¦ if the order's live session is not empty then require "INSURANCE"; exempt the order from carrier caps because "why"; tag the plan with the order's live session ¦ 如果订单直播场次不为空，则要求"INSURANCE"；订单不受快递占比上限限制，原因"why"；标记订单的直播场次
          CANDIDATE ¦ $line : Line(fragile) $carrier : Carrier(!handlesFragile) then routing.reject($line, $carrier, "does not take fragile goods"); end ¦ if a line is fragile then reject carriers that do not take fragile goods ¦ ~~
          CANDIDATE ¦ $line : Line(fragile) $carrier : Carrier(!handlesFragile) then routing.reject($line, $carrier, "不接易碎件"); end ¦ ~~ ¦ 如果 商品 易碎 则 排除 不接易碎件的快递
          CANDIDATE ¦ $line : Line(fragile) $carrier : Carrier(!handlesFragile, share > 0.5) then routing.reject($carrier, "does not take fragile goods and share is above 0.5"); end ¦ if a line is fragile then reject for the whole order carriers that do not take fragile goods and whose share is above 0.5 ¦ ~~
          CANDIDATE ¦ $line : Line(fragile) $carrier : Carrier(!handlesFragile || share > 0.5) then routing.reject($carrier, "不接易碎件或者占比大于0.5"); end ¦ ~~ ¦ 如果商品易碎则整单排除不接易碎件或占比大于0.5的快递
          CANDIDATE ¦ $order : Order() $carrier : Carrier(waybillChannels not contains $order.channel) then routing.reject($carrier, "why"); end ¦ always reject carriers whose waybill channels do not contain the order's channel because "why" ¦ 总是排除面单渠道不包含订单渠道的快递，原因"why"
          CANDIDATE ¦ $warehouse : Warehouse(load > 0.85) then routing.surcharge($warehouse, 40 * ($warehouse.load - 0.85), "is full: " + $warehouse.id); end ¦ always surcharge warehouses whose load is above 0.85 by 40 * (the warehouse's load - 0.85) yuan because "is full: " + the warehouse's id ¦ 总是对负荷大于0.85的仓库加价40*（该仓库的负荷-0.85）元，原因"is full: "+仓库编号
          CANDIDATE ¦ $warehouse : Warehouse(sameCity) $carrier : Carrier(share < shareTarget) then routing.discount($carrier, 0.8, "why"); end ¦ if a warehouse is in the buyer's city then discount carriers whose share is below their share target by 0.8 yuan because "why" ¦ 如果仓库与买家同城则对占比小于其目标占比的快递减价0.8元，原因"why"
          CANDIDATE ¦ $warehouse : Warehouse(kind == "STORE") $option : Option(warehouse == $warehouse, hoursLate > 0) then routing.reject($option, "why"); end ¦ if a warehouse's kind is STORE and an option's warehouse is the warehouse and its lateness is above 0 hours then reject the option because "why" ¦ 如果仓库类型为门店，组合的发货仓是该仓库且迟到时间大于0小时，则排除该组合，原因"why"
          CANDIDATE ¦ $warehouse : Warehouse() then routing.surcharge($warehouse, 0.004 * $warehouse.distanceKm, "why"); end ¦ always surcharge every warehouse by 0.004 * the warehouse's distance yuan because "why" ¦ 总是对每个仓库加价 0.004 * 仓库距离 元，原因"why"
          SHARE ¦ $regionGroup : RegionGroup(id == "CN") $carrier : ShareCarrier(role == "MAIN") then shares.cap($carrier, 58); end ¦ if the region group's id is "CN" then cap carriers whose role is main at 58 percent ¦ 如果大区编号是"CN"则限制角色为主力的快递占比不超过58%
          SHARE ¦ $carrier : ShareCarrier(leads) then shares.cap($carrier, 58, "strict"); shares.target($carrier, 50, 2.5); end ¦ always cap carriers that lead the region group strictly at 58 percent and aim the carrier at 50 percent within 2.5 percent ¦ 总是严格限制是本大区主力的快递占比不超过58%，令该快递目标占比50%误差2.5%
          SHARE ¦ $carrier : ShareCarrier(suspended) then shares.suspend($carrier, "is suspended"); end ¦ always suspend carriers that are suspended ¦ ~~
          """)
  void everyVerdictAndEveryOtherShape(
      Stage stage, String drl, @Nullable String english, @Nullable String chinese) {
    same(stage, drl, english == null ? "" : english, chinese == null ? "" : chinese);
  }

  private static void same(Stage stage, String drl, String english, String chinese) {
    var twin =
        only(
            DrlReader.read(
                file("a.drl", "rule \"A-1 One\" when " + drl), stage, Findings.ofEveryLayer()),
            drl);
    var findings = Findings.ofEveryLayer();
    new ExpressionCheck(findings).check(twin, stage);
    new JoinCheck(findings).check(twin);
    for (var text : List.of("rule A-1: One\n" + english, "规则 A-1：One\n" + chinese)) {
      if (text.endsWith("One\n")) {
        continue;
      }
      var told = Findings.ofEveryLayer();
      var read =
          only(SentenceReader.read(file("a.dslr", text), stage, told), text + told.diagnostics());
      assertThat(bare(read)).as(text).isEqualTo(bare(twin));
    }
  }

  private static RuleTree only(List<RuleTree> rules, String shown) {
    assertThat(rules).as(shown).hasSize(1);
    assertThat(rules.get(0).understood()).as(shown).isTrue();
    return rules.get(0);
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile("intake/a/" + name, text);
  }

  /** A tree without the places and the text it was read from. */
  static String bare(RuleTree rule) {
    return new RuleTree(
            Place.of(""),
            rule.id(),
            rule.sentence(),
            rule.enabled(),
            rule.from(),
            rule.until(),
            rule.conditions(),
            rule.verdicts(),
            "",
            true)
        .toString()
        .replaceAll("Place\\[[^\\]]*\\]", "");
  }
}
