package dev.sluice.loadtest;

import com.google.protobuf.ByteString;
import dev.sluice.routing.v1.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the shipped catalog that can be edited, well or badly, without end. */
public final class CatalogCopy {
  private static final String INTAKE = "intake/value-of-time/value-of-time.drl";
  private static final String INTAKE_CASES = "intake/value-of-time/cases.yaml";
  private static final String PREFERENCE = "preference/backlog/backlog.drl";

  private final Path folder;
  private final Map<String, String> files;

  private CatalogCopy(Path folder, Map<String, String> files) {
    this.folder = folder;
    this.files = files;
  }

  /** Copies the shipped catalog. */
  public static CatalogCopy to(Path folder) throws IOException {
    Path shipped = Project.home().resolve("rules/catalog");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(shipped)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(shipped.relativize(file).toString(), Files.readString(file));
      }
    }
    // The number that is edited is left open.
    files.computeIfPresent(
        INTAKE_CASES, (path, text) -> text.replace("valueOfTime 0.03", "valueOfTime *"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return new CatalogCopy(folder, files);
  }

  public Path folder() {
    return folder;
  }

  /** Saves the edit of this number in two stages' rules, as an editor does: in place. */
  void save(int number, boolean good) {
    try {
      for (Map.Entry<String, String> edited : edited(number, good).entrySet()) {
        Files.writeString(folder.resolve(edited.getKey()), edited.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot edit the catalog", e);
    }
  }

  /** The whole catalog with that edit. */
  List<RuleFile> upload(int number, boolean good) {
    Map<String, String> all = new TreeMap<>(files);
    all.putAll(edited(number, good));
    List<RuleFile> upload = new ArrayList<>();
    all.forEach(
        (path, text) ->
            upload.add(
                RuleFile.newBuilder()
                    .setPath(path)
                    .setContent(ByteString.copyFromUtf8(text))
                    .build()));
    return upload;
  }

  /** A millionth of a yuan more each time, which changes rules and hardly a decision. */
  private Map<String, String> edited(int number, boolean good) {
    String more = String.format(Locale.ROOT, "%06d", number + 1);
    String intake = replaced(INTAKE, "(0.03)", "(0.03" + more + ")");
    String preference = replaced(PREFERENCE, "$warehouse, 3,", "$warehouse, 3." + more + ",");
    return Map.of(
        INTAKE,
        good ? intake : intake.replace("end", "  System.exit(" + number + ");\nend"),
        PREFERENCE,
        preference);
  }

  private String replaced(String path, String from, String to) {
    String text = files.getOrDefault(path, "");
    if (!text.contains(from)) {
      throw new IllegalStateException("%s does not hold %s any more".formatted(path, from));
    }
    return text.replace(from, to);
  }
}
