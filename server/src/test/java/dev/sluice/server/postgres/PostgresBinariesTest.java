package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.config.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
  @Test
  void unpacksOnceIntoAFolderThatAppearsWhole(@TempDir Path parent) throws Exception {
    PostgresBinaries binaries = PostgresBinaries.unpack(parent);
    Path mark = Files.writeString(binaries.folder().resolve("mark"), "");

    assertThat(PostgresBinaries.unpack(parent)).isEqualTo(binaries);
    assertThat(mark).exists();
    assertThat(binaries.initdb()).isExecutable();
    assertThat(binaries.folder().resolve("share/postgresql/postgres.bki")).isRegularFile();
    assertThat(parent).isDirectoryNotContaining("glob:**unpacking-*");
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Mac OS X, aarch64", "Linux, riscv64"})
  void otherSystemsAreSentToADatabaseOfTheirOwn(String osName, String osArch) {
    assertThatThrownBy(() -> PostgresBinaries.archiveName(osName, osArch))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining(osName + " " + osArch)
        .hasMessageContaining("--database-url");
  }
}
