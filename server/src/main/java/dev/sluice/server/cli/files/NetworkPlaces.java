package dev.sluice.server.cli.files;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the files of a folder what a server names by kind and id: {@code
 * lane[WH>SVC>33].tariff}.
 */
public final class NetworkPlaces {

  private static final Pattern NAMED = Pattern.compile("([a-z_]+)\\[(.*)]\\.([a-z0-9_]+)");

  /** For each kind its file and the columns that make its id. */
  private static final Map<String, Table> TABLES =
      Map.of(
          "region", new Table("regions.csv", List.of("region_code")),
          "region_group", new Table("region_groups.csv", List.of("region_group_id")),
          "warehouse", new Table("warehouses.csv", List.of("warehouse_id")),
          "carrier", new Table("carriers.csv", List.of("carrier_id")),
          "carrier_service", new Table("carrier_services.csv", List.of("carrier_service_id")),
          "tariff", new Table("tariffs.csv", List.of("tariff_id")),
          "lane",
              new Table("lanes.csv", List.of("warehouse_id", "carrier_service_id", "region_code")),
          "coverage", new Table("coverage.csv", List.of("subject", "subject_id", "region_code")),
          "product", new Table("products.csv", List.of("sku")),
          "stock", new Table("stock.csv", List.of("warehouse_id", "sku")));

  private final Path folder;

  /**
   * @param folder that was read before without problems
   */
  public NetworkPlaces(Path folder) {
    this.folder = folder;
  }

  /** The place in words, as {@link FileProblem} has it; empty when it is in none of the files. */
  public Optional<String> find(String named) {
    Matcher matcher = NAMED.matcher(named);
    Table table = matcher.matches() ? TABLES.get(matcher.group(1)) : null;
    if (table == null) {
      return Optional.empty();
    }
    return lineOf(table, matcher.group(2))
        .map(line -> table.file() + " line " + line + ", column " + matcher.group(3));
  }

  private Optional<Long> lineOf(Table table, String id) {
    try (CSVParser rows = CsvReader.CSV.parse(new StringReader(textOf(table)))) {
      @Nullable List<Integer> columns = null;
      for (CSVRecord row : rows) {
        List<String> cells = row.stream().toList();
        if (columns == null) {
          columns = table.key().stream().map(cells::indexOf).toList();
        } else if (table.idIn(cells, columns).equals(id)) {
          return Optional.of(rows.getCurrentLineNumber());
        }
      }
    } catch (IOException | IllegalStateException e) {
      // Changed or gone since it was read: what the server named must do.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private String textOf(Table table) throws IOException {
    String text = Files.readString(folder.resolve(table.file()));
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private record Table(String file, List<String> key) {

    String idIn(List<String> cells, List<Integer> columns) {
      StringBuilder id = new StringBuilder();
      for (int column : columns) {
        id.append(id.isEmpty() ? "" : ">");
        String cell = column >= 0 && column < cells.size() ? cells.get(column) : "";
        // A star in the files is everywhere, which has the empty code.
        id.append(cell.equals("*") ? "" : cell);
      }
      return id.toString();
    }
  }
}
