package dev.sluice.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.Stage;
import dev.sluice.rules.Statement;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Lets a rule set judge the given facts of a case and writes down who said what. */
final class CaseJudge {
  private static final String DEFAULT_NOW = "2026-11-11T20:00:00+08:00";
  private static final Set<String> ORDER_FACTS = Set.of("now", "order", "lines");
  private static final Set<String> CANDIDATE_FACTS =
      Set.of("now", "order", "lines", "warehouses", "carriers", "options");
  private static final Set<String> SHARE_FACTS = Set.of("now", "group", "carriers");

  private final RuleSet rules;
  private final FactReader facts = new FactReader();

  /** One line that one rule said. */
  record Saying(String ruleId, String text) {}

  CaseJudge(RuleSet rules) {
    this.rules = rules;
  }

  List<Saying> judge(Stage stage, JsonNode given) {
    var now = now(given);
    return switch (stage) {
      case SHARE -> {
        requireKnown(given, SHARE_FACTS);
        var group = RegionGroup.builder().id("CN").build();
        yield statements(
            rules
                .judgeShares(
                    facts.read(given.path("group"), group, RegionGroup.class),
                    list(given, "carriers", this::shareCarrier),
                    now)
                .statements());
      }
      case ORDER -> {
        requireKnown(given, ORDER_FACTS);
        var lines = list(given, "lines", this::line);
        yield statements(rules.judgeOrder(order(given, lines), lines, now).statements());
      }
      case CANDIDATE -> {
        requireKnown(given, CANDIDATE_FACTS);
        yield judgeCandidates(given, now);
      }
    };
  }

  private List<Saying> judgeCandidates(JsonNode given, Instant now) {
    var lines = list(given, "lines", this::line);
    var warehouses = list(given, "warehouses", this::warehouse);
    var carriers = list(given, "carriers", this::carrier);
    var options = list(given, "options", option -> option(option, warehouses, carriers));
    var verdicts =
        rules.judgeCandidates(order(given, lines), lines, warehouses, carriers, options, now);
    var sayings = new ArrayList<Saying>();
    verdicts.rejections().forEach(one -> sayings.add(new Saying(one.ruleId(), one.text())));
    verdicts.adjustments().forEach(one -> sayings.add(new Saying(one.ruleId(), one.text())));
    return sayings;
  }

  private static List<Saying> statements(List<Statement> statements) {
    return statements.stream().map(one -> new Saying(one.ruleId(), one.text())).toList();
  }

  private static void requireKnown(JsonNode given, Set<String> known) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new CaseException(
                    "`%s` cannot be given in this stage. Maybe one of %s?"
                        .formatted(name, new TreeSet<>(known)));
              }
            });
  }

  private static Instant now(JsonNode given) {
    var text = given.path("now").asText(DEFAULT_NOW);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CaseException(
          "`%s` is no time. Maybe write it like %s?".formatted(text, DEFAULT_NOW), e);
    }
  }

  private Order order(JsonNode given, List<Line> lines) {
    var defaults = Order.builder();
    if (!lines.isEmpty()) {
      defaults.lines(lines);
    }
    return facts.read(given.path("order"), defaults.build(), Order.class);
  }

  private Line line(JsonNode given) {
    return facts.read(given, Line.builder().build(), Line.class);
  }

  private Warehouse warehouse(JsonNode given) {
    return facts.read(given, Warehouse.builder().build(), Warehouse.class);
  }

  private Carrier carrier(JsonNode given) {
    return facts.read(given, Carrier.builder().build(), Carrier.class);
  }

  private ShareCarrier shareCarrier(JsonNode given) {
    return facts.read(given, ShareCarrier.builder().build(), ShareCarrier.class);
  }

  private static Option option(JsonNode given, List<Warehouse> warehouses, List<Carrier> carriers) {
    var warehouseId = given.path("warehouse").asText();
    var carrierId = given.path("carrier").asText();
    return new Option(
        find(warehouses, one -> one.id(), warehouseId),
        find(carriers, one -> one.id() + "/" + one.service(), carrierId),
        given.path("costYuan").asDouble(0),
        given.path("transitHours").asDouble(0),
        given.path("hoursLate").asDouble(0));
  }

  private static <T> T find(List<T> candidates, Function<T, String> id, String wanted) {
    return candidates.stream()
        .filter(one -> id.apply(one).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new CaseException(
                    "An option names `%s`, which is not given. Maybe one of %s?"
                        .formatted(wanted, candidates.stream().map(id).toList())));
  }

  private static <T> List<T> list(JsonNode given, String name, Function<JsonNode, T> read) {
    var list = new ArrayList<T>();
    given.path(name).forEach(element -> list.add(read.apply(element)));
    return list;
  }
}
