package dev.sluice.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a changed folder is taken; the looks are made by hand. */
class CatalogFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-11T04:00:00Z");
  private static final int MANY_LOOKS = 30;

  @TempDir private Path folder;
  private Path file;
  private CatalogFolder catalog;
  private final List<String> taken = new ArrayList<>();
  private boolean databaseIsAway;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("a.drl");
    Files.writeString(file, "one");
    catalog = catalog(true);
  }

  private CatalogFolder catalog(boolean checkedAtStart) {
    return new CatalogFolder(
        folder,
        new StartingRules.Catalog(
            FolderStamps.of(folder), new CatalogState(NOW, "", List.of(), 0, 0), checkedAtStart),
        CatalogFolderTest::check,
        this::take,
        () -> NOW);
  }

  @Test
  void whatWasReadAtTheStartIsNotTakenAgain() {
    look(MANY_LOOKS);

    assertThat(taken).isEmpty();
  }

  @Test
  void whatWasNotCheckedAtTheStartIsCheckedLaterAndNotTaken() throws IOException {
    Files.writeString(file, "wrong");
    catalog = catalog(false);

    look(MANY_LOOKS);
    assertThat(catalog.state().problems()).isEmpty();
    look(MANY_LOOKS);
    assertThat(catalog.state().problems()).extracting(Diagnostic::code).containsExactly("test");
    assertThat(catalog.state().refusals()).isZero();
    assertThat(taken).isEmpty();
  }

  @Test
  void aSavedFileIsTakenOnceItIsQuiet() throws IOException {
    Files.writeString(file, "three");

    look(3);
    assertThat(taken).isEmpty();
    look(1);
    assertThat(taken).containsExactly("three");
    look(MANY_LOOKS);
    assertThat(taken).hasSize(1);
    assertThat(catalog.state().reloads()).isEqualTo(1);
  }

  @Test
  void aFileThatIsStillBeingWrittenWaits() throws IOException {
    for (int length = 1; length <= 20; length++) {
      Files.writeString(file, "x".repeat(length + 3));
      look(2);
    }
    assertThat(taken).isEmpty();

    look(MANY_LOOKS);
    assertThat(taken).containsExactly("x".repeat(23));
  }

  @Test
  void aRefusalIsToldAndTheNextSaveIsTaken() throws IOException {
    Files.writeString(file, "wrong");
    look(MANY_LOOKS);
    assertThat(taken).isEmpty();
    assertThat(catalog.state().problems()).extracting(Diagnostic::code).containsExactly("test");
    assertThat(catalog.state().refusals()).isEqualTo(1);

    Files.writeString(file, "right again");
    look(MANY_LOOKS);
    assertThat(taken).containsExactly("right again");
    assertThat(catalog.state().problems()).isEmpty();
  }

  @Test
  void whatFailsIsTriedAgainAfterAPause() throws IOException {
    Files.writeString(file, "three");
    databaseIsAway = true;
    look(3);
    assertThatThrownBy(() -> look(1)).isInstanceOf(IllegalStateException.class);
    databaseIsAway = false;

    look(10);
    assertThat(taken).isEmpty();
    look(MANY_LOOKS);
    assertThat(taken).containsExactly("three");
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      catalog.look();
    }
  }

  private void take(CheckedRules checked) {
    if (databaseIsAway) {
      throw new IllegalStateException("The database is away");
    }
    if (!checked.accepted()) {
      throw new RulesRefusedException(checked.problems());
    }
    taken.add(checked.sources().files().get(0).text());
  }

  private static CheckedRules check(Path folder) {
    RuleSources sources = RuleSources.read(folder);
    boolean wrong = sources.files().get(0).text().equals("wrong");
    Diagnostic problem = new Diagnostic("a.drl", 1, 1, "test", "", "It is wrong. Maybe not?");
    return new CheckedRules(
        sources, Optional.empty(), wrong ? List.of(problem) : List.of(), List.of(), 0);
  }
}
