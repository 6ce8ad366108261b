package dev.sluice.rules.bench;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** The shipped catalog and what a large merchant would add: rules of a store, host, province ... */
final class ManyRulesCatalog {
  private static final int KINDS = 7;

  private final List<SourceFile> files;

  private ManyRulesCatalog(RuleSources shipped) {
    files = new ArrayList<>(shipped.files());
  }

  /** So many rules more, each in a folder of its own with its two cases. */
  static RuleSources grow(RuleSources shipped, int more) {
    var catalog = new ManyRulesCatalog(shipped);
    for (int i = 0; i < more; i++) {
      catalog.add(i);
    }
    return new RuleSources(catalog.files);
  }

  private void add(int number) {
    var name = "NAME-" + number;
    switch (number % KINDS) {
      case 0 -> ofOrder(number, "intake", "store", name, "priority(%d)".formatted(number % 90 + 1));
      case 1 -> ofOrder(number, "intake", "host", name, "valueOfTime(0.%d1)".formatted(number + 1));
      case 2 -> ofOrder(number, "splitting", "province", name, "limitShipments(2)");
      case 3 ->
          rule(
              number,
              "eligibility",
              "  Order( store == \"%s\" )\n  $carrier : Carrier( id == \"SF\" )\n".formatted(name),
              "routing.reject($carrier, \"the store has no contract with it\")",
              given("store", name) + "      carriers: [{id: SF, service: S}]\n",
              given("store", "X") + "      carriers: [{id: SF, service: S}]\n",
              "reject carrier SF/S");
      case 4 ->
          rule(
              number,
              "eligibility",
              "  $line : Line( category == \"%s\" )\n  $warehouse : Warehouse( !secureCage )\n"
                  .formatted(name),
              "routing.reject($line, $warehouse, \"has no cage\")",
              "      lines: [{sku: A, category: %s}]\n".formatted(name) + cage(),
              "      lines: [{sku: A, category: X}]\n" + cage(),
              "reject line A warehouse W");
      case 5 ->
          rule(
              number,
              "preference",
              "  Order( province == \"%s\" )\n".formatted(name)
                  + "  $warehouse : Warehouse( kind == \"CLOUD\", distanceKm > 500 )\n",
              "routing.surcharge($warehouse, 2, \"is slow to this province\")",
              given("province", name) + cloud(),
              given("province", "X") + cloud(),
              "surcharge warehouse W 2");
      default ->
          rule(
              number,
              "share",
              "  RegionGroup( id == \"%s\" )\n  $carrier : ShareCarrier( role == \"BACKUP\" )\n"
                  .formatted(name),
              "shares.cap($carrier, 30)",
              "      group: {id: %s}\n      carriers: [{id: YTO, role: BACKUP}]\n".formatted(name),
              "      group: {id: X}\n      carriers: [{id: YTO, role: BACKUP}]\n",
              "cap carrier YTO 30");
    }
  }

  private void ofOrder(int number, String folder, String property, String value, String says) {
    rule(
        number,
        folder,
        "  Order( %s == \"%s\" )\n".formatted(property, value),
        "routing." + says,
        given(property, value),
        given(property, "X"),
        says.replaceAll("[()]", " ").strip());
  }

  private void rule(
      int number,
      String folder,
      String when,
      String says,
      String speaking,
      String silent,
      String expected) {
    var path = "%s/more-%d/".formatted(folder, number);
    var rule =
        "rule \"MORE-%d One more rule of a large merchant\"\nwhen\n%sthen\n  %s;\nend\n"
            .formatted(number, when, says);
    var cases =
        "cases:\n  - name: It speaks\n    given:\n%s    expect: [\"%s\"]\n"
                .formatted(speaking, expected)
            + "  - name: It is silent\n    given:\n%s    silent: true\n".formatted(silent);
    files.add(new SourceFile(path + "more-" + number + ".drl", rule));
    files.add(new SourceFile(path + "cases.yaml", cases));
  }

  private static String given(String property, String value) {
    return "      order: {%s: %s}\n".formatted(property, value);
  }

  private static String cage() {
    return "      warehouses: [{id: W, secureCage: false}]\n";
  }

  private static String cloud() {
    return "      warehouses: [{id: W, kind: CLOUD, distanceKm: 900}]\n";
  }
}
