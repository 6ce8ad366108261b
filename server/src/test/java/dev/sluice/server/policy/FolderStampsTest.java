package dev.sluice.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an editor does to save a file is seen. */
class FolderStampsTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.createDirectories(folder.resolve("intake").resolve("a")).resolve("a.drl");
    Files.writeString(file, "one");
  }

  @Test
  void looksAlikeWhileNobodyWrites() {
    assertThat(FolderStamps.of(folder)).isEqualTo(FolderStamps.of(folder));
  }

  @Test
  void anotherLengthIsSeen() throws IOException {
    FolderStamps before = FolderStamps.of(folder);
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "three");
    Files.setLastModifiedTime(file, time);

    assertThat(FolderStamps.of(folder)).isNotEqualTo(before);
  }

  @Test
  void anotherTimeIsSeen() throws IOException {
    FolderStamps before = FolderStamps.of(folder);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

    assertThat(FolderStamps.of(folder)).isNotEqualTo(before);
  }

  @Test
  void aFileInItsPlaceIsSeenAlsoWithLengthAndTimeAlike() throws IOException {
    FolderStamps before = FolderStamps.of(folder);
    Path beside = folder.resolve("beside");
    Files.writeString(beside, "two");
    Files.setLastModifiedTime(beside, Files.getLastModifiedTime(file));
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(FolderStamps.of(folder)).isNotEqualTo(before);
  }

  @Test
  void aFileThatWentIsSeenAndAFolderThatWentHoldsNone() throws IOException {
    FolderStamps before = FolderStamps.of(folder);
    Files.delete(file);

    assertThat(FolderStamps.of(folder)).isNotEqualTo(before);
    assertThat(FolderStamps.of(folder.resolve("none")).stamps()).isEmpty();
  }
}
