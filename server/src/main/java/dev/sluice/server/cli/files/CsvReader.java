package dev.sluice.server.cli.files;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Turns the bytes of one network file into rows, with every complaint about its shape. */
final class CsvReader {
  static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();

  private final CsvLimits limits;
  private final Problems problems;

  CsvReader(CsvLimits limits, Problems problems) {
    this.limits = limits;
    this.problems = problems;
  }

  List<CsvRow> read(FileFormat format, byte[] bytes) {
    if (bytes.length > limits.maxBytes()) {
      problems.add(tooLarge(format, limits));
      return List.of();
    }
    Optional<String> text = decode(format, bytes);
    return text.isEmpty() ? List.of() : parse(format, text.get());
  }

  static FileProblem tooLarge(FileFormat format, CsvLimits limits) {
    return FileProblem.ofFile(
        format.fileName(),
        "is larger than " + limits.maxBytes() + " bytes",
        "Maybe split the network, or leave out rows nobody needs.");
  }

  private Optional<String> decode(FileFormat format, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      int bad = firstUndecodable(bytes);
      problems.add(
          FileProblem.ofLine(
              format.fileName(),
              lineOf(bytes, bad),
              "is not UTF-8"
                  + (looksLikeGbk(bytes) ? "; it looks like GBK, as Excel saves it" : ""),
              "Maybe save it in Excel as \"CSV UTF-8\" (另存为 CSV UTF-8), or run"
                  + " iconv -f GB18030 -t UTF-8."));
      return Optional.empty();
    }
  }

  private List<CsvRow> parse(FileFormat format, String text) {
    List<CsvRow> rows = new ArrayList<>();
    long lastLine = 0;
    try (CSVParser parser = CSV.parse(new StringReader(text))) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        problems.add(headerMissing(format, "is empty"));
        return rows;
      }
      CSVRecord header = records.next();
      lastLine = parser.getCurrentLineNumber();
      Optional<int[]> positions = readHeader(format, header, lastLine);
      if (positions.isEmpty()) {
        return rows;
      }
      while (records.hasNext()) {
        CSVRecord record = records.next();
        lastLine = parser.getCurrentLineNumber();
        if (rows.size() >= limits.maxRows()) {
          problems.add(
              FileProblem.ofLine(
                  format.fileName(),
                  lastLine,
                  "is past the limit of " + limits.maxRows() + " rows",
                  "Maybe split the network, or leave out rows nobody needs."));
          return rows;
        }
        readRow(format, record, header.size(), positions.get(), lastLine).ifPresent(rows::add);
      }
    } catch (UncheckedIOException | IOException | IllegalStateException e) {
      problems.add(
          FileProblem.ofLine(
              format.fileName(),
              lastLine + 1,
              "has a broken quote here or in the lines below",
              "Maybe a \" is missing, or one inside a text is not written twice."));
    }
    return rows;
  }

  private FileProblem headerMissing(FileFormat format, String what) {
    return FileProblem.ofFile(
        format.fileName(),
        what,
        "Maybe start it with the header " + String.join(",", format.columnNames()) + ".");
  }

  /** For each column of the format its position in the file, -1 where an optional one is absent. */
  private Optional<int[]> readHeader(FileFormat format, CSVRecord header, long line) {
    Map<String, Integer> found = new HashMap<>();
    boolean broken = false;
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        continue;
      }
      if (!format.columnNames().contains(name)) {
        problems.add(unknownColumn(format, line, header.get(i)));
        broken = true;
      } else if (found.put(name, i) != null) {
        problems.add(
            FileProblem.ofLine(
                format.fileName(),
                line,
                "has the column " + name + " twice",
                "Maybe remove one of them."));
        broken = true;
      }
    }
    for (Column column : format.columns()) {
      if (column.required() && !found.containsKey(column.name())) {
        problems.add(
            FileProblem.ofLine(
                format.fileName(),
                line,
                "has no column " + column.name(),
                "Maybe add it to the header: " + column.meaning() + "."));
        broken = true;
      }
    }
    return broken
        ? Optional.empty()
        : Optional.of(
            format.columnNames().stream().mapToInt(name -> found.getOrDefault(name, -1)).toArray());
  }

  private FileProblem unknownColumn(FileFormat format, long line, String name) {
    String advice =
        NearestName.find(name, format.columnNames())
            .map(near -> "Maybe " + near + ".")
            .orElse("Maybe one of " + String.join(", ", format.columnNames()) + ".");
    return new FileProblem(
        format.fileName(), line, Optional.of(name), Optional.empty(), "is no known column", advice);
  }

  private Optional<CsvRow> readRow(
      FileFormat format, CSVRecord record, int headerSize, int[] positions, long line) {
    boolean surplus = false;
    for (int i = headerSize; i < record.size(); i++) {
      surplus |= !record.get(i).isEmpty();
    }
    if (surplus) {
      problems.add(
          FileProblem.ofLine(
              format.fileName(),
              line,
              "has " + record.size() + " fields, but the header has " + headerSize,
              "Maybe a text with a comma in it needs quotes: \"a, b\"."));
      return Optional.empty();
    }
    String[] values = new String[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      values[i] = position >= 0 && position < record.size() ? record.get(position) : "";
    }
    if (Arrays.stream(values).allMatch(String::isEmpty)) {
      return Optional.empty();
    }
    CsvRow row = new CsvRow(format, line, values, problems);
    checkRequired(format, row, values);
    return Optional.of(row);
  }

  private void checkRequired(FileFormat format, CsvRow row, String[] values) {
    for (int i = 0; i < values.length; i++) {
      Column column = format.columns().get(i);
      if (column.required() && values[i].isEmpty()) {
        problems.add(row, column, "", "is empty", "Maybe write it like " + column.example() + ".");
      }
    }
  }

  /** Reports rows whose key columns repeat an earlier row's. */
  void checkUnique(FileFormat format, List<CsvRow> rows) {
    if (format.keyColumns() == 0) {
      return;
    }
    List<String> keyColumns = format.columnNames().subList(0, format.keyColumns());
    Set<List<String>> seen = new HashSet<>();
    for (CsvRow row : rows) {
      List<String> key = keyColumns.stream().map(row::text).toList();
      if (!seen.add(key)) {
        row.report(
            keyColumns.get(keyColumns.size() - 1),
            "repeats an earlier row with the same " + String.join(", ", keyColumns),
            "Maybe remove one of the two rows.");
      }
    }
  }

  private static boolean looksLikeGbk(byte[] bytes) {
    try {
      Charset.forName("GB18030").newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static int firstUndecodable(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    java.nio.CharBuffer out = java.nio.CharBuffer.allocate(bytes.length + 1);
    StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    return in.position();
  }

  private static long lineOf(byte[] bytes, int position) {
    long line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
