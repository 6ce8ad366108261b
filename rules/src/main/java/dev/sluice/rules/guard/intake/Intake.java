package dev.sluice.rules.guard.intake;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Wording;
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
          Wording.of(
              "The catalog folder `%s` does not exist. Maybe the path is relative to another folder?",
              "规则目录 `%s` 不存在。路径是否相对于另一个文件夹？", folder));
    } else {
      try {
        walk(folder, files);
      } catch (IOException e) {
        findings.refuse(
            Refusal.INTAKE_FOLDER,
            Place.of(""),
            folder.toString(),
            Wording.of(
                "The catalog cannot be read: %s. Maybe check its rights?",
                "规则目录无法读取：%s。请检查访问权限。", e));
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
          Wording.of(
              "The catalog holds %d files. Allowed are %d. Maybe it is another folder?",
              "规则目录中有 %d 个文件，最多 %d 个。是否选错了文件夹？", files.size(), MAX_FILES));
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
          new Wording(
              "This is a link. Allowed are regular files. Maybe copy the file instead of linking it?",
              "这是一个链接，只能用普通文件。请复制文件，不要链接。"));
    } else if (!attributes.isRegularFile()) {
      findings.refuse(
          Refusal.INTAKE_SPECIAL_FILE,
          Place.of(shown),
          shown,
          new Wording(
              "This is no regular file. Maybe remove it from the catalog?", "这不是普通文件。请从规则目录中删除。"));
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
          Wording.of(
              "The path %s cannot be in a catalog. Allowed are up to eight names of letters, digits,"
                  + " spaces and . _ -. Maybe rename it?",
              "规则目录中不能有路径 %s。最多八层，名称只能用文字、数字、空格和 . _ -。请改名。", Findings.shown(path)));
      return !findings.judges(Layer.INTAKE);
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (!name.equals(CASES) && ENDINGS.stream().noneMatch(name::endsWith)) {
      findings.refuse(
          Refusal.INTAKE_NAME,
          Place.of(path),
          name,
          Wording.of(
              "The file `%s` holds neither rules nor cases. Allowed are %s and %s. Maybe its name"
                  + " should end in `.drl`?",
              "文件 `%s` 既不是规则也不是用例。可用的有 %s 和 %s。文件名是否应以 `.drl` 结尾？",
              name,
              String.join(", ", ENDINGS),
              CASES));
      return !findings.judges(Layer.INTAKE);
    }
    return true;
  }
}
