package dev.sluice.loadtest.gaps;

import dev.sluice.server.network.LatLng;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Real baskets and real places: invoices of D. Chen, "Online Retail" (2015), and the prefectures of
 * GeoNames and the official codes.
 *
 * @param places those whose population is known
 * @param baskets those of 1 to 6 goods codes, by time
 */
record BasketData(List<Place> places, List<Basket> baskets) {

  static final String BASKETS = "uci-online-retail/online_retail_2010-12_2011-02.csv.gz";
  static final String PLACES = "geonames-china/cn_prefectures.csv";

  private static final int MOST_LINES = 6;
  private static final Pattern GOODS = Pattern.compile("\\d{5}[A-Z]*");

  /** A prefecture; {@code index} is its place in the list. */
  record Place(int index, String code, String name, LatLng center, long population) {}

  /** An invoice, with where it goes to. */
  record Basket(String id, String time, Place place, List<Wish> wishes) {}

  /** Units of one goods code; those of equal codes were added up. */
  record Wish(String sku, long units) {}

  /** Both tables, from the folder that holds their folders. */
  static BasketData read(Path folder) throws IOException {
    List<Place> places = places(folder.resolve(PLACES));
    return new BasketData(places, baskets(folder.resolve(BASKETS), places));
  }

  /** The same with so many of the latest baskets. */
  BasketData last(int count) {
    return new BasketData(
        places, baskets.subList(Math.max(0, baskets.size() - count), baskets.size()));
  }

  private static List<Place> places(Path file) throws IOException {
    List<Place> places = new ArrayList<>();
    try (CSVParser parser = format().parse(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
      for (CSVRecord row : parser) {
        long population = Long.parseLong(row.get("population"));
        if (population > 0) {
          LatLng center =
              new LatLng(
                  Double.parseDouble(row.get("latitude")),
                  Double.parseDouble(row.get("longitude")));
          places.add(
              new Place(
                  places.size(), row.get("adcode4"), row.get("name_ascii"), center, population));
        }
      }
    }
    return places;
  }

  private static List<Basket> baskets(Path file, List<Place> places) throws IOException {
    Map<String, List<CSVRecord>> invoices = new LinkedHashMap<>();
    try (CSVParser parser =
        format()
            .parse(
                new BufferedReader(
                    new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)),
                        StandardCharsets.UTF_8)))) {
      for (CSVRecord row : parser) {
        invoices.computeIfAbsent(row.get("InvoiceNo"), id -> new ArrayList<>()).add(row);
      }
    }
    List<Basket> baskets = new ArrayList<>();
    invoices.forEach(
        (id, rows) -> {
          Map<String, Long> units = new TreeMap<>();
          boolean positive = !id.startsWith("C");
          for (CSVRecord row : rows) {
            long quantity = Long.parseLong(row.get("Quantity"));
            String sku = row.get("StockCode").toUpperCase(Locale.ROOT);
            positive &= quantity > 0;
            if (GOODS.matcher(sku).matches()) {
              units.merge(sku, quantity, Long::sum);
            }
          }
          if (positive && !units.isEmpty() && units.size() <= MOST_LINES) {
            List<Wish> wishes = new ArrayList<>();
            units.forEach((sku, count) -> wishes.add(new Wish(sku, count)));
            Place place = drawn(places, Draw.part("place " + id));
            baskets.add(new Basket(id, rows.get(0).get("InvoiceDate"), place, wishes));
          }
        });
    baskets.sort(Comparator.comparing(Basket::time).thenComparing(Basket::id));
    return baskets;
  }

  /** Each as often as many people live there. */
  private static Place drawn(List<Place> places, double part) {
    long people = places.stream().mapToLong(Place::population).sum();
    double left = part * people;
    for (Place place : places) {
      left -= place.population();
      if (left < 0) {
        return place;
      }
    }
    return places.get(places.size() - 1);
  }

  private static CSVFormat format() {
    return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
  }
}
