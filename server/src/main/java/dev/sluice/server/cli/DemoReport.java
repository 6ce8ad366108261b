package dev.sluice.server.cli;

import static dev.sluice.server.cli.DemoNumbers.count;
import static dev.sluice.server.cli.DemoNumbers.countOf;
import static dev.sluice.server.cli.DemoNumbers.millis;
import static dev.sluice.server.cli.DemoNumbers.percent;
import static dev.sluice.server.cli.DemoNumbers.yuan;
import static dev.sluice.server.cli.TextTable.left;
import static dev.sluice.server.cli.TextTable.right;

import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.Rule;
import dev.sluice.server.cli.demo.DemoFindings;
import dev.sluice.server.cli.demo.EveningFigures;
import dev.sluice.server.cli.demo.EveningFigures.Load;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Warehouse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The demo's findings as tables for people. */
final class DemoReport {
  private static final String INDENT = "  ";
  private static final int MAX_WIDTH = 100;
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int BUSIEST = 10;
  private static final int RULES = 15;

  private final DemoFindings findings;
  private final EveningFigures sluice;
  private final EveningFigures byHand;
  private final Messages messages;
  private final int width;
  private final ExplanationReport explanation;
  private final List<String> lines = new ArrayList<>();

  DemoReport(DemoFindings findings, Messages messages, Terminal terminal) {
    this.width = Math.min(MAX_WIDTH, terminal.width());
    this.explanation = new ExplanationReport(messages, new Words(messages, SHANGHAI), width, false);
    this.findings = findings;
    this.sluice = findings.sluice();
    this.byHand = findings.byHand();
    this.messages = messages;
  }

  List<String> lines() {
    addHead();
    addSummary();
    addReasons();
    addShares();
    addLoads();
    addRules();
    findings
        .explained()
        .ifPresent(
            plan -> {
              title("demo.plan");
              lines.addAll(explanation.lines(plan));
            });
    addFoot();
    return lines;
  }

  private void addHead() {
    lines.add("");
    paragraph(
        "demo.head",
        count(findings.options().orders()),
        findings.options().seed(),
        findings.network().warehouses().size(),
        findings.network().carriers().size(),
        findings.network().products().size());
    paragraph("demo.byhand");
  }

  private void addSummary() {
    title("demo.summary");
    TextTable table = table("", "demo.sluice", "demo.hand");
    row(table, "demo.orders", figures -> count(figures.orders()));
    row(table, "demo.infull", figures -> countOf(figures.inFull(), figures.orders()));
    row(table, "demo.inpart", figures -> countOf(figures.inPart(), figures.orders()));
    row(table, "demo.notshipped", figures -> countOf(figures.notShipped(), figures.orders()));
    row(table, "demo.split", figures -> countOf(figures.split(), figures.orders()));
    row(table, "demo.parcels", figures -> count(figures.parcels()));
    row(table, "demo.within48", figures -> percent(figures.within48HoursPart()));
    row(table, "demo.cash", figures -> yuan(figures.cashPerParcelYuan()));
    row(table, "demo.full", figures -> count(figures.fullWarehouses()));
    row(table, "demo.overloaded", figures -> count(figures.overloadedWarehouses()));
    row(table, "demo.beyond", figures -> count(figures.beyondCapacity()));
    table.row(
        messages.text("demo.latency", findings.inFlight()),
        millis(findings.latencyMillis(50)) + " / " + millis(findings.latencyMillis(99)) + " ms",
        "-");
    table.row(messages.text("demo.rate"), count(Math.round(findings.ordersPerSecond())), "-");
    add(table);
  }

  private void row(TextTable table, String key, Function<EveningFigures, String> figure) {
    table.row(messages.text(key), figure.apply(sluice), figure.apply(byHand));
  }

  private void addReasons() {
    title("demo.reasons");
    TextTable table = table("demo.reason", "demo.sluice", "demo.hand");
    Set<String> reasons = new LinkedHashSet<>();
    sluice.missedLines().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> reasons.add(entry.getKey()));
    reasons.addAll(byHand.missedLines().keySet());
    for (String reason : reasons) {
      table.row(
          messages.word("UnfulfilledReason", reason),
          count(sluice.missedLines().getOrDefault(reason, 0L)),
          count(byHand.missedLines().getOrDefault(reason, 0L)));
    }
    add(table);
  }

  private void addShares() {
    title("demo.shares");
    List<Carrier> carriers =
        findings.network().carriers().values().stream()
            .sorted(
                Comparator.comparing(Carrier::role)
                    .thenComparing(
                        Comparator.comparingLong(
                                (Carrier carrier) ->
                                    sluice.parcels(RegionGroup.COUNTRY, carrier.id()))
                            .reversed())
                    .thenComparing(Carrier::id))
            .toList();
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(left(messages.text("demo.group")));
    columns.add(left(""));
    columns.add(right(messages.text("demo.parcels.short")));
    carriers.forEach(carrier -> columns.add(right(shortName(carrier))));
    TextTable table = TextTable.of(columns.toArray(TextTable.Column[]::new));
    for (RegionGroup group : groups()) {
      addShareRows(table, group, carriers);
    }
    add(table);
    long beyond =
        findings.shares().stream()
            .filter(share -> share.getRegionGroupId().equals(RegionGroup.COUNTRY))
            .mapToLong(CarrierShare::getExemptParcels)
            .sum();
    if (beyond > 0) {
      paragraph("demo.exempt", count(beyond));
    }
  }

  private void addShareRows(TextTable table, RegionGroup group, List<Carrier> carriers) {
    String name = name(group.name(), group.nameEn());
    table.row(
        shareRow(
            name,
            "demo.sluice",
            count(sluice.parcels(group.id())),
            carriers,
            carrier -> percent(sluice.share(group.id(), carrier.id()))));
    table.row(
        shareRow(
            "",
            "demo.hand",
            count(byHand.parcels(group.id())),
            carriers,
            carrier -> percent(byHand.share(group.id(), carrier.id()))));
    if (carriers.stream().anyMatch(carrier -> !limits(group, carrier).isEmpty())) {
      table.row(shareRow("", "demo.limits", "", carriers, carrier -> limits(group, carrier)));
    }
  }

  private Object[] shareRow(
      String group,
      String whoKey,
      String parcels,
      List<Carrier> carriers,
      Function<Carrier, String> cell) {
    Stream<String> first = Stream.of(group, messages.text(whoKey), parcels);
    return Stream.concat(first, carriers.stream().map(cell)).toArray();
  }

  /** The country first, then the groups by their number of parcels. */
  private List<RegionGroup> groups() {
    return findings.network().regionGroups().values().stream()
        .sorted(
            Comparator.comparing((RegionGroup group) -> !group.id().equals(RegionGroup.COUNTRY))
                .thenComparing(
                    Comparator.comparingLong((RegionGroup group) -> sluice.parcels(group.id()))
                        .reversed())
                .thenComparing(RegionGroup::id))
        .toList();
  }

  private String limits(RegionGroup group, Carrier carrier) {
    return findings.findShare(group.id(), carrier.id()).map(DemoReport::limits).orElse("");
  }

  private static String limits(CarrierShare share) {
    List<String> parts = new ArrayList<>();
    if (share.hasCapPpm()) {
      parts.add("\u2264" + share.getCapPpm() / 10_000 + "%");
    }
    if (share.hasTargetPpm()) {
      parts.add(
          share.getTargetPpm() / 10_000 + "\u00b1" + share.getTargetTolerancePpm() / 10_000 + "%");
    }
    return String.join(" ", parts);
  }

  private void addLoads() {
    title("demo.loads");
    TextTable table =
        TextTable.of(
            left(messages.text("demo.warehouse")),
            left(messages.text("demo.measure")),
            right(messages.text("demo.capacity")),
            right(messages.text("demo.sluice")),
            right(""),
            right(messages.text("demo.hand")),
            right(""));
    Map<String, Load> ofSluice = byWarehouse(sluice);
    Map<String, Load> ofHand = byWarehouse(byHand);
    Stream.concat(sluice.loads().stream(), byHand.loads().stream())
        .sorted(Comparator.comparingDouble(Load::ratio).reversed())
        .map(Load::warehouseId)
        .distinct()
        .limit(BUSIEST)
        .forEach(id -> addLoadRow(table, id, ofSluice.get(id), ofHand.get(id)));
    add(table);
  }

  private void addLoadRow(
      TextTable table, String id, @Nullable Load ofSluice, @Nullable Load ofHand) {
    Warehouse warehouse = findings.network().warehouses().get(id);
    if (warehouse == null) {
      return;
    }
    table.row(
        name(warehouse.name(), warehouse.nameEn()),
        messages.word("demo.measure", warehouse.capacityMeasure().name()),
        count(warehouse.dailyCapacity()),
        ofSluice == null ? "0" : count(ofSluice.used()),
        ofSluice == null ? percent(0) : percent(ofSluice.ratio()),
        ofHand == null ? "0" : count(ofHand.used()),
        ofHand == null ? percent(0) : percent(ofHand.ratio()));
  }

  private static Map<String, Load> byWarehouse(EveningFigures figures) {
    Map<String, Load> loads = new LinkedHashMap<>();
    figures.loads().forEach(load -> loads.put(load.warehouseId(), load));
    return loads;
  }

  private void addRules() {
    title("demo.rules");
    TextTable table =
        TextTable.of(
            left(messages.text("demo.rule")),
            right(messages.text("demo.orders.short")),
            left(messages.text("demo.sentence")));
    List<Rule> spoken =
        findings.rules().stream()
            .filter(rule -> rule.getOrderCount() > 0)
            .sorted(
                Comparator.comparingLong(Rule::getOrderCount)
                    .reversed()
                    .thenComparing(Rule::getRuleId))
            .toList();
    spoken.stream()
        .limit(RULES)
        .forEach(
            rule -> table.row(rule.getRuleId(), count(rule.getOrderCount()), rule.getSentence()));
    add(table);
    int silent = findings.rules().size() - spoken.size();
    paragraph("demo.rules.more", Math.max(0, spoken.size() - RULES), silent);
  }

  private void addFoot() {
    lines.add("");
    paragraph("demo.next");
    paragraph("demo.invented");
  }

  private void title(String key) {
    lines.add("");
    lines.add(messages.text(key));
  }

  private void paragraph(String key, Object... values) {
    lines.addAll(TextTable.wrap(messages.text(key, values), width));
  }

  private TextTable table(String first, String second, String third) {
    return TextTable.of(
        left(first.isEmpty() ? "" : messages.text(first)),
        right(messages.text(second)),
        right(messages.text(third)));
  }

  private void add(TextTable table) {
    lines.addAll(table.lines(INDENT, width));
  }

  private String shortName(Carrier carrier) {
    return messages.isChinese() ? carrier.name() : carrier.nameEn().split(" ", 2)[0];
  }

  private String name(String chinese, String english) {
    return messages.isChinese() || english.isEmpty() ? chinese : english;
  }
}
