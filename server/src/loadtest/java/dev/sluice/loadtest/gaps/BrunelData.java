package dev.sluice.loadtest.gaps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The tables of Kalganova and Dzalbs, "Supply Chain Logistics Problem" (2019), as they were
 * published. Money is in the tables' own unit, weight in kilograms.
 */
final class BrunelData {

  /** The carrier of orders whose buyer arranges the freight: it costs nothing and is never full. */
  static final String CUSTOMER = "CUSTOMER";

  private static final String FREIGHT_BY_BUYER = "CRF";

  private final Map<String, Plant> plants = new TreeMap<>();
  private final List<Rate> rates = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();

  /** A plant: its ports, its products and, if it is tied to some, its customers. */
  record Plant(
      String code,
      double costPerUnit,
      int dailyCapacity,
      Set<String> ports,
      Set<String> products,
      Set<String> customers) {}

  /** A row of the tariff. */
  record Rate(
      String carrier,
      String origin,
      String level,
      double from,
      double upTo,
      double minimum,
      double perKg,
      int days,
      String mode) {

    boolean carries(double weight) {
      return from <= weight && weight <= upTo;
    }

    double charge(double weight) {
      return Math.max(minimum, perKg * weight);
    }
  }

  /** What was ordered; the columns of what happened are left out. */
  record Wish(String id, String level, String customer, String product, int units, double weight) {

    boolean freightByBuyer() {
      return level.equals(FREIGHT_BY_BUYER);
    }
  }

  /** A way an order could go. */
  record Choice(String plant, String carrier, double warehouseCost, double freight, int days) {}

  private BrunelData() {}

  static BrunelData read(Path folder) throws IOException {
    BrunelData data = new BrunelData();
    Map<String, Integer> capacities = new HashMap<>();
    for (CSVRecord row : rows(folder.resolve("WhCapacities.csv"))) {
      capacities.put(row.get("Plant_Code"), Integer.valueOf(row.get("Daily_Capacity")));
    }
    for (CSVRecord row : rows(folder.resolve("WhCosts.csv"))) {
      String code = row.get("Plant_Code");
      data.plants.put(
          code,
          new Plant(
              code,
              Double.parseDouble(row.get("Cost_Per_Unit")),
              capacities.getOrDefault(code, 0),
              new TreeSet<>(),
              new TreeSet<>(),
              new TreeSet<>()));
    }
    for (CSVRecord row : rows(folder.resolve("PlantPorts.csv"))) {
      data.plant(row.get("Plant_Code")).ports().add(row.get("Ports"));
    }
    for (CSVRecord row : rows(folder.resolve("VmiCustomers.csv"))) {
      data.plant(row.get("Plant_Code")).customers().add(row.get("Customer"));
    }
    for (CSVRecord row : rows(folder.resolve("ProductsPerPlant.csv"))) {
      Plant plant = data.plants.get(row.get("Plant_Code"));
      if (plant != null) {
        plant.products().add(row.get("Product_ID"));
      }
    }
    for (CSVRecord row : rows(folder.resolve("FreightRates.csv"))) {
      data.rates.add(rate(row));
    }
    for (CSVRecord row : rows(folder.resolve("OrderList.csv"))) {
      data.wishes.add(
          new Wish(
              row.get("Order_ID"),
              row.get("Service_Level"),
              row.get("Customer"),
              row.get("Product_ID"),
              Integer.parseInt(row.get("Unit_Quant")),
              Double.parseDouble(row.get("Weight"))));
    }
    return data;
  }

  /** By code. */
  Map<String, Plant> plants() {
    return plants;
  }

  List<Rate> rates() {
    return rates;
  }

  /** In the order of the file. */
  List<Wish> wishes() {
    return wishes;
  }

  /**
   * Every plant and carrier that could ship it, with the cheapest of their rows, then the fastest.
   */
  List<Choice> choices(Wish wish) {
    List<Choice> choices = new ArrayList<>();
    for (Plant plant : plants.values()) {
      boolean serves =
          plant.products().contains(wish.product())
              && (plant.customers().isEmpty() || plant.customers().contains(wish.customer()));
      if (serves) {
        double warehouseCost = wish.units() * plant.costPerUnit();
        if (wish.freightByBuyer()) {
          choices.add(new Choice(plant.code(), CUSTOMER, warehouseCost, 0, 0));
        } else {
          cheapestByCarrier(plant, wish)
              .forEach(
                  (carrier, rate) ->
                      choices.add(
                          new Choice(
                              plant.code(),
                              carrier,
                              warehouseCost,
                              rate.charge(wish.weight()),
                              rate.days())));
        }
      }
    }
    return choices;
  }

  private Map<String, Rate> cheapestByCarrier(Plant plant, Wish wish) {
    Map<String, Rate> cheapest = new TreeMap<>();
    for (Rate rate : rates) {
      if (plant.ports().contains(rate.origin())
          && rate.level().equals(wish.level())
          && rate.carries(wish.weight())) {
        cheapest.merge(rate.carrier(), rate, (one, other) -> cheaper(one, other, wish.weight()));
      }
    }
    return cheapest;
  }

  private static Rate cheaper(Rate one, Rate other, double weight) {
    int order = Double.compare(one.charge(weight), other.charge(weight));
    return order < 0 || (order == 0 && one.days() <= other.days()) ? one : other;
  }

  private static Rate rate(CSVRecord row) {
    return new Rate(
        row.get("Carrier"),
        row.get("Orig_Port"),
        row.get("Service_Level"),
        Double.parseDouble(row.get("Min_Weight_Quant")),
        Double.parseDouble(row.get("Max_Weight_Quant")),
        Double.parseDouble(row.get("Min_Cost")),
        Double.parseDouble(row.get("Rate")),
        Integer.parseInt(row.get("TPT_Day_Count")),
        row.get("Mode_DSC").strip());
  }

  private Plant plant(String code) {
    Plant plant = plants.get(code);
    if (plant == null) {
      throw new IllegalArgumentException("No capacity is given for plant " + code);
    }
    return plant;
  }

  private static List<CSVRecord> rows(Path file) throws IOException {
    try (CSVParser parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get()
            .parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      return parser.getRecords();
    }
  }
}
