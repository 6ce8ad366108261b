package dev.sluice.server.cli.demo;

import java.util.List;

/**
 * One sentence of a host that sells one SKU within minutes.
 *
 * @param startMinute after the evening's start
 * @param weight its part of the pulses' orders, against the other weights
 * @param stockPercent stock of the SKU in percent of the units expected to be sold
 * @param keptAt the only warehouses that hold the SKU; empty: as its category is held
 */
record Pulse(
    String hostId,
    String sku,
    int startMinute,
    int minutes,
    double weight,
    int stockPercent,
    boolean presale,
    List<String> keptAt) {

  static List<Pulse> list() {
    return SampleTable.read("pulses.csv").stream()
        .map(
            row ->
                new Pulse(
                    row.get("host_id"),
                    row.get("sku"),
                    SampleTable.number(row, "start_minute"),
                    SampleTable.number(row, "minutes"),
                    Double.parseDouble(row.get("weight")),
                    SampleTable.number(row, "stock_percent"),
                    row.get("presale").equals("yes"),
                    SampleTable.list(row, "kept_at")))
        .toList();
  }
}
