package dev.sluice.server.cli;

import dev.sluice.routing.v1.RuleFile;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.server.grpc.PolicyMapper;
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
      return PolicyMapper.toProto(RuleSources.read(folder));
    } catch (RuleSetException e) {
      throw RulesReport.refused(context, e);
    }
  }
}
