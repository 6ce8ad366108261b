package dev.sluice.rules.guard.intake;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The intake layer: takes a catalog in, from a folder or as an upload. Each file is read once; what
 * happens to it afterwards does not matter.
 */
public final class Intake {
  private static final int MAX_FILES = 5_000;
  private static final Pattern PATH =
      Pattern.compile(
          "[\\p{L}\\p{Nd}_-][\\p{L}\\p{Nd}._ -]*(/[\\p{L}\\p{Nd}_-][\\p{L}\\p{Nd}._ -]*){0,7}");
  private static final List<String> ENDINGS = List.of(".drl", ".dslr", ".csv");
  private static final String CASES = "cases.yaml";

  private final Findings findings;
  private final TextIntake texts;

  /** With every check. */
  public Intake() {
    this(EnumSet.allOf(Layer.class));
  }

  /** With these layers only; for tests. */
  public Intake(Set<Layer> layers) {
    this.findings = new Findings(layers);
    this.texts = new TextIntake(findings);
  }

  /**
   * Reads a folder.
   *
   * @throws dev.sluice.rules.RuleSetException when it holds anything but readable files of rules
   *     and cases
   */
  public RuleSources readFolder(Path folder) {
    List<SourceFile> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      findings.refuse(
          Refusal.INTAKE_FOLDER,
          Place.of(""),
          folder.toString(),
          "The catalog folder `%s` does not exist. Maybe the path is relative to another folder?"
              .formatted(folder));
    } else {
      try {
        walk(folder, files);
      } catch (IOException e) {
        findings.refuse(
            Refusal.INTAKE_FOLDER,
            Place.of(""),
            folder.toString(),
            "The catalog cannot be read: %s. Maybe check its rights?".formatted(e));
      }
    }
    return taken(files);
  }

  /**
   * Takes files that somebody sent, by their path within the catalog.
   *
   * @throws dev.sluice.rules.RuleSetException when there is anything but files of rules and cases
   */
  public RuleSources readUpload(Map<String, byte[]> upload) {
    List<SourceFile> files = new ArrayList<>();
    upload.forEach(
        (path, bytes) -> {
          if (isWelcome(path)) {
            texts.read(path, bytes).ifPresent(text -> files.add(new SourceFile(path, text)));
          }
        });
    return taken(files);
  }

  private RuleSources taken(List<SourceFile> files) {
    if (files.size() > MAX_FILES) {
      findings.refuse(
          Refusal.INTAKE_FILE_COUNT,
          Place.of(""),
          "",
          "The catalog holds %d files. Allowed are %d. Maybe it is another folder?"
              .formatted(files.size(), MAX_FILES));
    }
    findings.throwIfAny();
    return new RuleSources(files);
  }

  private void walk(Path folder, List<SourceFile> files) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(folder) && isHidden(path)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (!isHidden(path)) {
              file(folder.relativize(path).toString().replace('\\', '/'), path, attributes, files);
            }
            return files.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }
        });
  }

  /** Editors leave swap and backup files beside what they edit. */
  private static boolean isHidden(Path path) {
    var name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.endsWith("~");
  }

  private void file(String shown, Path path, BasicFileAttributes attributes, List<SourceFile> files)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      findings.refuse(
          Refusal.INTAKE_LINK,
          Place.of(shown),
          shown,
          "This is a link. Allowed are regular files. Maybe copy the file instead of linking it?");
    } else if (!attributes.isRegularFile()) {
      findings.refuse(
          Refusal.INTAKE_SPECIAL_FILE,
          Place.of(shown),
          shown,
          "This is no regular file. Maybe remove it from the catalog?");
    } else if (isWelcome(shown)) {
      try (var input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        texts
            .read(shown, input.readNBytes(TextIntake.MAX_FILE_BYTES + 1))
            .ifPresent(text -> files.add(new SourceFile(shown, text)));
      }
    }
  }

  /** Whether a file of this name belongs into a catalog. */
  private boolean isWelcome(String path) {
    if (!PATH.matcher(path).matches()) {
      findings.refuse(
          Refusal.INTAKE_PATH,
          Place.of(Findings.shown(path)),
          path,
          "The path %s cannot be in a catalog. Allowed are up to eight names of letters, digits,"
                  .formatted(Findings.shown(path))
              + " spaces and . _ -. Maybe rename it?");
      return !findings.judges(Layer.INTAKE);
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (!name.equals(CASES) && ENDINGS.stream().noneMatch(name::endsWith)) {
      findings.refuse(
          Refusal.INTAKE_NAME,
          Place.of(path),
          name,
          "The file `%s` holds neither rules nor cases. Allowed are %s and %s. Maybe its name"
                  .formatted(name, String.join(", ", ENDINGS), CASES)
              + " should end in `.drl`?");
      return !findings.judges(Layer.INTAKE);
    }
    return true;
  }
}
