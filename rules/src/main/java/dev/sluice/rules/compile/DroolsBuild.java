package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles checked rule files with Drools, as executable model, one base of rules a stage. */
final class DroolsBuild {
  private static final String PACKAGE = "dev.sluice.rules.catalog.";
  private static final ClassLoader LOADER = RuleSet.class.getClassLoader();
  private static final Logger log = LoggerFactory.getLogger(DroolsBuild.class);

  private final Optional<CompiledRulesFolder> folder;

  /**
   * What came of it.
   *
   * @param bases one a stage that has rules; empty when there are errors
   * @param errors in the engine's words
   */
  record Attempt(Map<Stage, KieBase> bases, List<String> errors) {}

  /** Builds each time. */
  DroolsBuild() {
    this(Optional.empty());
  }

  /**
   * @param folder of what was built before
   */
  DroolsBuild(Optional<CompiledRulesFolder> folder) {
    this.folder = folder;
  }

  Attempt build(List<CheckedFile> files) {
    var stages = EnumSet.noneOf(Stage.class);
    files.stream()
        .filter(file -> !file.rules().isEmpty())
        .map(CheckedFile::stage)
        .forEach(stages::add);
    if (stages.isEmpty()) {
      return new Attempt(Map.of(), List.of());
    }
    if (folder.isEmpty()) {
      return compile(files, stages, built -> {});
    }
    var key = CompiledRulesKey.of(files);
    var kept = folder.get().find(key);
    if (kept.isPresent()) {
      try {
        return new Attempt(load(kept.get(), stages), List.of());
      } catch (RuntimeException | LinkageError e) {
        log.warn("Kept rules cannot be loaded and are compiled again: {}", e.toString());
      }
    }
    return compile(files, stages, built -> folder.get().keep(key, built.getBytes()));
  }

  private static Attempt compile(
      List<CheckedFile> files, Set<Stage> stages, Consumer<InternalKieModule> whenBuilt) {
    var services = KieServices.get();
    // A release id of its own: the engine's repository never mixes two rule sets up.
    var release = services.newReleaseId("dev.sluice", "catalog", UUID.randomUUID().toString());
    try {
      var builder =
          services
              .newKieBuilder(fileSystem(services, release, files, stages), LOADER)
              .buildAll(ExecutableModelProject.class);
      var errors =
          builder.getResults().getMessages(Level.ERROR).stream().map(Message::getText).toList();
      if (!errors.isEmpty()) {
        return new Attempt(Map.of(), errors);
      }
      whenBuilt.accept((InternalKieModule) builder.getKieModule());
      return new Attempt(bases(services, release, stages), List.of());
    } catch (RuntimeException e) {
      // The engine's code generator throws at some conditions instead of reporting them.
      return new Attempt(Map.of(), List.of(String.valueOf(e.getMessage())));
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private static Map<Stage, KieBase> load(byte[] built, Set<Stage> stages) {
    var services = KieServices.get();
    // Kept rules have one release id for all who load them.
    synchronized (DroolsBuild.class) {
      var module =
          services
              .getRepository()
              .addKieModule(services.getResources().newByteArrayResource(built));
      try {
        return bases(services, module.getReleaseId(), stages);
      } finally {
        services.getRepository().removeKieModule(module.getReleaseId());
      }
    }
  }

  private static Map<Stage, KieBase> bases(
      KieServices services, ReleaseId release, Set<Stage> stages) {
    var container = services.newKieContainer(release, LOADER);
    var bases = new EnumMap<Stage, KieBase>(Stage.class);
    for (var stage : stages) {
      bases.put(stage, container.getKieBase(name(stage)));
    }
    return bases;
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
  static String drl(CheckedFile file) {
    var stage = file.stage();
    var drl =
        new StringBuilder("package ")
            .append(PACKAGE)
            .append(name(stage))
            .append("; ")
            .append(
                RuleLanguage.facts(stage).stream()
                    .sorted()
                    .map(fact -> "import " + RuleLanguage.FACTS + fact + "; ")
                    .collect(Collectors.joining()))
            .append("global ")
            .append(RuleLanguage.facadeClass(stage))
            .append(' ')
            .append(RuleLanguage.facade(stage))
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
