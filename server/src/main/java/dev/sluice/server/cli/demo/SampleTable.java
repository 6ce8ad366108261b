package dev.sluice.server.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the hand-made tables of the sample that are no network files. */
final class SampleTable {
  private static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setTrim(true)
          .get();

  private SampleTable() {}

  static List<CSVRecord> read(String fileName) {
    try (InputStream in = SampleTable.class.getResourceAsStream("/sample/" + fileName)) {
      if (in == null) {
        throw new IllegalStateException("The resource sample/" + fileName + " is not in the jar");
      }
      try (CSVParser parser = CSV.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return parser.getRecords();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The resource sample/" + fileName + " is broken", e);
    }
  }

  static List<String> list(CSVRecord row, String column) {
    return Arrays.stream(row.get(column).split(";", -1)).filter(part -> !part.isEmpty()).toList();
  }

  static int number(CSVRecord row, String column) {
    return Integer.parseInt(row.get(column));
  }
}
