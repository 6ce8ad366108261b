package dev.sluice.server.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the tables of docs/network-files.md equal to the formats that are read. */
class NetworkFilesDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/network-files.md");

  @Test
  void theDocumentHoldsTheTableOfEveryFile() throws IOException {
    String document = Files.readString(DOCUMENT);

    for (FileFormat format : NetworkFileFormats.ALL) {
      assertThat(document).contains(section(format));
    }
  }

  private static String section(FileFormat format) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(format.fileName()).append("\n\n");
    text.append(format.meaning()).append(" (").append(format.meaningZh()).append("). ");
    text.append(
        format.whenMissing().map(meaning -> "Optional; without it: " + meaning).orElse("Required"));
    text.append(
        ".\n\n| Column | | Means | 中文 | Written as | Example |\n|---|---|---|---|---|---|\n");
    for (Column column : format.columns()) {
      text.append("| ").append(column.name());
      text.append(" | ").append(column.required() ? "required" : "optional");
      text.append(" | ").append(column.meaning());
      text.append(" | ").append(column.meaningZh());
      text.append(" | ").append(column.howWritten());
      text.append(" | `").append(column.example()).append("` |\n");
    }
    return text.toString();
  }
}
