package dev.sluice.rules.compile;

import dev.sluice.rules.Routing;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.Shares;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.engine.StageRules;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.bytecode.BytecodeCheck;
import dev.sluice.rules.guard.bytecode.ListedNamesLoader;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.util.PortablePath;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles checked rule files with Drools, as executable model, one base of rules a stage. */
final class DroolsBuild {
  private static final Logger log = LoggerFactory.getLogger(DroolsBuild.class);
  private static final String PACKAGE = "dev.sluice.rules.catalog.";
  private static final String GROUP = "dev.sluice";
  private static final String ARTIFACT = "catalog";
  private static final String RELEASE_FILE =
      "META-INF/maven/" + GROUP + "/" + ARTIFACT + "/pom.properties";
  private static final String FACTS = "dev.sluice.rules.fact.";

  /** Stages of so many rules in all are compiled at the same time: nobody saves that often. */
  private static final int MANY_RULES = 200;

  private final Set<Layer> layers;
  private final Optional<CompiledRulesFolder> folder;
  private final RecentStages recent = new RecentStages();

  /**
   * @param layers of the guard that judge what was generated
   * @param folder of what was built before
   */
  DroolsBuild(Set<Layer> layers, Optional<CompiledRulesFolder> folder) {
    this.layers = Set.copyOf(layers);
    this.folder = folder;
  }

  /**
   * The rules of each stage that has some.
   *
   * @throws RuleSetException when the engine or the check of what it generated refuses; in our
   *     words, the engine's go to the log
   */
  Map<Stage, StageRules> build(List<CheckedFile> files) {
    try {
      return attempt(files);
    } catch (EngineRefusesException e) {
      log.warn("The rule engine refuses what the guard let pass: {}", e.getMessage());
      var findings = Findings.ofEveryLayer();
      findings.refuse(
          Refusal.BYTECODE_ENGINE,
          Place.of(findFile(files)),
          "",
          "A rule of this file cannot be compiled, though every check lets it pass. Maybe write it"
              + " like another rule of its folder, and tell us?");
      throw new RuleSetException(findings.diagnostics());
    }
  }

  /** The engine often cannot say where an error is; compiling each file alone finds out. */
  private String findFile(List<CheckedFile> files) {
    for (var file : files) {
      try {
        attempt(List.of(file));
      } catch (EngineRefusesException | RuleSetException e) {
        return file.path();
      }
    }
    return "";
  }

  private Map<Stage, StageRules> attempt(List<CheckedFile> files) {
    var byStage = new EnumMap<Stage, List<CheckedFile>>(Stage.class);
    for (var file : files) {
      if (!file.rules().isEmpty()) {
        byStage.computeIfAbsent(file.stage(), unused -> new ArrayList<>()).add(file);
      }
    }
    int rules = files.stream().mapToInt(file -> file.rules().size()).sum();
    return rules < MANY_RULES ? inTurn(byStage) : atTheSameTime(byStage);
  }

  private Map<Stage, StageRules> inTurn(Map<Stage, List<CheckedFile>> byStage) {
    return awaited(
        onThreadOfItsOwn(
            () -> {
              var built = new EnumMap<Stage, StageRules>(Stage.class);
              byStage.forEach((stage, ofStage) -> built.put(stage, stage(stage, ofStage)));
              return built;
            }));
  }

  private Map<Stage, StageRules> atTheSameTime(Map<Stage, List<CheckedFile>> byStage) {
    var underWay = new EnumMap<Stage, CompletableFuture<StageRules>>(Stage.class);
    byStage.forEach(
        (stage, ofStage) -> underWay.put(stage, onThreadOfItsOwn(() -> stage(stage, ofStage))));
    var built = new EnumMap<Stage, StageRules>(Stage.class);
    underWay.forEach((stage, rulesOfStage) -> built.put(stage, awaited(rulesOfStage)));
    return built;
  }

  /** The engine's compiler leaves a megabyte with every thread that ever called it. */
  private static <T> CompletableFuture<T> onThreadOfItsOwn(Supplier<T> compiling) {
    return CompletableFuture.supplyAsync(
        compiling, task -> new Thread(task, "sluice-compile").start());
  }

  private static <T> T awaited(CompletableFuture<T> compiled) {
    try {
      return compiled.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  /** The rules of one stage: as they were compiled before, or else compiled. */
  private StageRules stage(Stage stage, List<CheckedFile> files) {
    var key = CompiledRulesKey.of(files);
    return recent
        .find(key)
        .orElseGet(
            () -> {
              var made = StageRules.of(fromFolder(key, stage, files));
              recent.put(key, made);
              return made;
            });
  }

  private KieBase fromFolder(String key, Stage stage, List<CheckedFile> files) {
    if (folder.isEmpty()) {
      return compile(files, stage, built -> {});
    }
    var kept = folder.get().find(key);
    if (kept.isPresent()) {
      try {
        return load(kept.get(), stage);
      } catch (RuntimeException | LinkageError e) {
        log.warn("Kept rules cannot be loaded and are compiled again: {}", e.toString());
      }
    }
    return compile(files, stage, built -> folder.get().keep(key, built.getBytes()));
  }

  private KieBase compile(
      List<CheckedFile> files, Stage stage, Consumer<InternalKieModule> whenBuilt) {
    var services = KieServices.get();
    // A release id of its own: the engine's repository never mixes two rule sets up.
    var release = services.newReleaseId(GROUP, ARTIFACT, UUID.randomUUID().toString());
    var loader = loader();
    try {
      var builder = services.newKieBuilder(fileSystem(services, release, files, stage), loader);
      builder.buildAll(ExecutableModelProject.class);
      var errors =
          builder.getResults().getMessages(Level.ERROR).stream().map(Message::getText).toList();
      if (!errors.isEmpty()) {
        throw new EngineRefusesException(String.join("; ", errors), null);
      }
      var module = (InternalKieModule) builder.getKieModule();
      check(module);
      var base = base(services, release, loader, stage);
      whenBuilt.accept(module);
      return base;
    } catch (RuleSetException | EngineRefusesException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      // The engine's code generator throws at some conditions instead of reporting them, and the
      // loader answers no names but the listed ones.
      throw new EngineRefusesException(String.valueOf(e.getMessage()), e);
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private KieBase load(byte[] built, Stage stage) {
    var services = KieServices.get();
    // Kept rules have one release id for all who load them.
    synchronized (DroolsBuild.class) {
      var module = module(services, built, stage);
      services.getRepository().addKieModule(module);
      try {
        check(module);
        return base(services, module.getReleaseId(), loader(), stage);
      } finally {
        services.getRepository().removeKieModule(module.getReleaseId());
      }
    }
  }

  /**
   * The engine would read the description of the module from the XML in it; that takes longer than
   * everything else.
   */
  private static InternalKieModule module(KieServices services, byte[] built, Stage stage) {
    var files = MemoryFileSystem.readFromJar(built);
    return new CanonicalKieModule(
        new MemoryKieModule(release(services, files), description(services, stage), files));
  }

  private static ReleaseId release(KieServices services, MemoryFileSystem files) {
    var release = new Properties();
    try {
      release.load(new ByteArrayInputStream(files.getBytes(PortablePath.of(RELEASE_FILE))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return services.newReleaseId(GROUP, ARTIFACT, release.getProperty("version", ""));
  }

  private static KieBase base(
      KieServices services, ReleaseId release, ClassLoader loader, Stage stage) {
    return services.newKieContainer(release, loader).getKieBase(name(stage));
  }

  /** What was generated is looked at before any of it is loaded. */
  private void check(InternalKieModule module) {
    var findings = new Findings(layers);
    new BytecodeCheck(findings).check(module.getClassesMap());
    findings.throwIfAny();
  }

  private ClassLoader loader() {
    var loader = RuleSet.class.getClassLoader();
    return layers.contains(Layer.BYTECODE) ? new ListedNamesLoader(loader) : loader;
  }

  /** The engine does not compile what it was given. */
  private static final class EngineRefusesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineRefusesException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static KieFileSystem fileSystem(
      KieServices services, ReleaseId release, List<CheckedFile> files, Stage stage) {
    var fileSystem = services.newKieFileSystem().generateAndWritePomXML(release);
    fileSystem.writeKModuleXML(description(services, stage).toXML());
    var folder = "src/main/resources/" + PACKAGE.replace('.', '/') + name(stage);
    int number = 0;
    for (var file : files) {
      fileSystem.write(folder + "/file" + number++ + ".drl", drl(file));
    }
    return fileSystem;
  }

  private static KieModuleModel description(KieServices services, Stage stage) {
    var module = services.newKieModuleModel();
    module.newKieBaseModel(name(stage)).addPackage(PACKAGE + name(stage));
    return module;
  }

  /** The file as the engine reads it. */
  static String drl(CheckedFile file) {
    var stage = file.stage();
    var drl =
        new StringBuilder("package ")
            .append(PACKAGE)
            .append(name(stage))
            .append("; ")
            .append(
                Vocabulary.factNames(stage).stream()
                    .sorted()
                    .map(fact -> "import " + FACTS + fact + "; ")
                    .collect(Collectors.joining()))
            .append("import " + FACTS + "Fuel; ")
            .append("global ")
            .append(facadeClass(stage))
            .append(' ')
            .append(Vocabulary.facade(stage))
            .append("; ");
    file.rules().forEach(rule -> drl.append('\n').append(rule.drl()));
    return drl.append('\n').toString();
  }

  /** Names of the classes that rules of a stage call, in a fixed order. */
  static List<String> classes(Stage stage) {
    List<String> names = new ArrayList<>();
    Vocabulary.factNames(stage).stream().sorted().map(fact -> FACTS + fact).forEach(names::add);
    names.add(facadeClass(stage));
    return names;
  }

  private static String facadeClass(Stage stage) {
    return stage == Stage.SHARE ? Shares.class.getName() : Routing.class.getName();
  }

  private static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
