package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;

/** Compiles checked rule files with Drools, as executable model, one base of rules a stage. */
final class DroolsBuild {
  private static final String PACKAGE = "dev.sluice.rules.catalog.";
  private static final String FACTS = "dev.sluice.rules.fact.";

  /**
   * What came of it.
   *
   * @param bases one a stage that has rules; empty when there are errors
   * @param errors in the engine's words
   */
  record Attempt(Map<Stage, KieBase> bases, List<String> errors) {}

  Attempt build(List<CheckedFile> files) {
    var services = KieServices.get();
    // A release id of its own: the engine's repository never mixes two rule sets up.
    var release = services.newReleaseId("dev.sluice", "catalog", UUID.randomUUID().toString());
    var stages = EnumSet.noneOf(Stage.class);
    files.stream()
        .filter(file -> !file.rules().isEmpty())
        .map(CheckedFile::stage)
        .forEach(stages::add);
    if (stages.isEmpty()) {
      return new Attempt(Map.of(), List.of());
    }
    var loader = RuleSet.class.getClassLoader();
    try {
      var builder =
          services
              .newKieBuilder(fileSystem(services, release, files, stages), loader)
              .buildAll(ExecutableModelProject.class);
      var errors =
          builder.getResults().getMessages(Level.ERROR).stream().map(Message::getText).toList();
      if (!errors.isEmpty()) {
        return new Attempt(Map.of(), errors);
      }
      var container = services.newKieContainer(release, loader);
      var bases = new EnumMap<Stage, KieBase>(Stage.class);
      for (var stage : stages) {
        bases.put(stage, container.getKieBase(name(stage)));
      }
      return new Attempt(bases, List.of());
    } catch (RuntimeException e) {
      // The engine's code generator throws at some conditions instead of reporting them.
      return new Attempt(Map.of(), List.of(String.valueOf(e.getMessage())));
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private static KieFileSystem fileSystem(
      KieServices services, ReleaseId release, List<CheckedFile> files, Set<Stage> stages) {
    var fileSystem = services.newKieFileSystem().generateAndWritePomXML(release);
    var module = services.newKieModuleModel();
    for (var stage : stages) {
      module.newKieBaseModel(name(stage)).addPackage(PACKAGE + name(stage));
    }
    fileSystem.writeKModuleXML(module.toXML());
    int number = 0;
    for (var file : files) {
      if (!file.rules().isEmpty()) {
        var folder = "src/main/resources/" + PACKAGE.replace('.', '/') + name(file.stage());
        fileSystem.write(folder + "/file" + number++ + ".drl", drl(file));
      }
    }
    return fileSystem;
  }

  /** The file as the engine reads it: its own header on the first line, rules on their lines. */
  private static String drl(CheckedFile file) {
    var stage = file.stage();
    var facade = RuleLanguage.facade(stage);
    var drl =
        new StringBuilder("package ")
            .append(PACKAGE)
            .append(name(stage))
            .append("; ")
            .append(
                RuleLanguage.facts(stage).stream()
                    .sorted()
                    .map(fact -> "import " + FACTS + fact + "; ")
                    .collect(Collectors.joining()))
            .append("global dev.sluice.rules.")
            .append(facade.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(facade.substring(1))
            .append(' ')
            .append(facade)
            .append("; ");
    int line = 1;
    for (var rule : file.rules()) {
      drl.append("\n".repeat(Math.max(0, rule.info().line() - line))).append(rule.drl());
      line = Math.max(line, rule.info().line()) + (int) rule.drl().lines().count() - 1;
    }
    return drl.append('\n').toString();
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
