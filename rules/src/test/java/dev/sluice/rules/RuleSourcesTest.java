package dev.sluice.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.RuleSources.SourceFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSourcesTest {
  @TempDir Path folder;

  @Test
  void readsRulesAndCasesOnceOrderedByPath() throws IOException {
    write("share/b/b.drl", "b");
    write("intake/a/cases.yaml", "cases");
    write("intake/a/a.drl", "\uFEFFa");
    write("intake/a/.a.drl.swp", "editor");
    write("intake/a/a.drl~", "editor");
    write(".git/config", "hidden");

    var sources = RuleSources.read(folder);
    write("share/b/b.drl", "changed later");

    assertThat(sources.files())
        .containsExactly(
            new SourceFile("intake/a/a.drl", "a"),
            new SourceFile("intake/a/cases.yaml", "cases"),
            new SourceFile("share/b/b.drl", "b"));
    assertThat(sources.findFile("share/b/b.drl")).isPresent();
    assertThat(sources.findFile("share/c/c.drl")).isEmpty();
  }

  @Test
  void namesEveryFileItCannotTake() throws IOException {
    write("intake/a/notes.txt", "x");
    write("intake/b/b.drl", "x".repeat(256 * 1024 + 1));
    write("intake/c/c.drl", "x");
    Files.write(folder.resolve("intake/c/c.drl"), "规则".getBytes(Charset.forName("GBK")));
    Files.createSymbolicLink(folder.resolve("intake/d.drl"), folder.resolve("intake/a/notes.txt"));

    assertThat(refused(folder))
        .extracting(Diagnostic::file)
        .containsExactly("intake/a/notes.txt", "intake/b/b.drl", "intake/c/c.drl", "intake/d.drl");
    assertThat(refused(folder))
        .extracting(Diagnostic::message)
        .allSatisfy(message -> assertThat(message).contains("Maybe"))
        .anySatisfy(message -> assertThat(message).contains("GBK"));
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThat(refused(folder.resolve("nowhere")))
        .singleElement()
        .satisfies(diagnostic -> assertThat(diagnostic.message()).contains("nowhere", "Maybe"));
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<Diagnostic> refused(Path folder) {
    return catchThrowableOfType(RuleSetException.class, () -> RuleSources.read(folder))
        .diagnostics();
  }
}
