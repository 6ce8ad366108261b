package dev.sluice.server.cli;

import com.google.protobuf.ByteString;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which folder of rule files a command reads. */
final class CatalogOption {

  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", descriptionKey = "rules.folder")
  private Optional<Path> folder = Optional.empty();

  /** As it was typed, else the catalog of the project. */
  Path folder() {
    return folder.orElseGet(CatalogOption::shipped);
  }

  /** The catalog of the project. */
  static Path shipped() {
    return SetupOptions.home().resolve("rules").resolve("catalog");
  }

  /** The files of a catalog as the contract has them; says what is wrong where it cannot. */
  static List<RuleFile> read(CommandContext context, Path folder) {
    try {
      return RuleSources.read(folder).files().stream()
          .map(
              file ->
                  RuleFile.newBuilder()
                      .setPath(file.path())
                      .setContent(ByteString.copyFrom(file.text(), StandardCharsets.UTF_8))
                      .build())
          .toList();
    } catch (RuleSetException e) {
      e.diagnostics()
          .forEach(
              problem ->
                  context.terminal().err().println(RulesReport.line(context.messages(), problem)));
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("rules.refused", e.diagnostics().size()), e);
    }
  }
}
