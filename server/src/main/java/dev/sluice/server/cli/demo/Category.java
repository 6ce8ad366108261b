package dev.sluice.server.cli.demo;

import dev.sluice.server.network.Handling;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** One row of categories.csv: between which ends the goods of a category lie. */
record Category(
    String name,
    String prefix,
    int skus,
    int orderPercent,
    Range weightGrams,
    Range lengthMm,
    Range priceYuan,
    Optional<Handling> handling,
    int handlingPercent,
    List<String> nouns) {

  /** Two ends, both inside. */
  record Range(int from, int to) {}

  static List<Category> list() {
    return SampleTable.read("categories.csv").stream().map(Category::of).toList();
  }

  private static Category of(CSVRecord row) {
    String handling = row.get("handling");
    return new Category(
        row.get("category"),
        row.get("prefix"),
        SampleTable.number(row, "skus"),
        SampleTable.number(row, "order_percent"),
        range(row, "weight_grams"),
        range(row, "length_mm"),
        range(row, "price_yuan"),
        handling.isEmpty() ? Optional.empty() : Optional.of(Handling.valueOf(handling)),
        SampleTable.number(row, "handling_percent"),
        SampleTable.list(row, "nouns"));
  }

  private static Range range(CSVRecord row, String name) {
    return new Range(
        SampleTable.number(row, name + "_from"), SampleTable.number(row, name + "_to"));
  }
}
