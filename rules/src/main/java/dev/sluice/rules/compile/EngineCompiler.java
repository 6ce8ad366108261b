package dev.sluice.rules.compile;

import dev.sluice.rules.Routing;
import dev.sluice.rules.Shares;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;

/** Compiles rule files with Drools, as executable model. Nothing that was generated is loaded. */
final class EngineCompiler {
  private static final String PACKAGE = "dev.sluice.rules.catalog.";
  private static final String GROUP = "dev.sluice";
  private static final String ARTIFACT = "catalog";
  private static final String FACTS = "dev.sluice.rules.fact.";

  /** Enough to tell batches apart. */
  private static final int PACKAGE_DIGITS = 16;

  private final ClassLoader loader;

  /**
   * @param loader what generated classes may name
   */
  EngineCompiler(ClassLoader loader) {
    this.loader = loader;
  }

  /** The engine does not compile what it was given. */
  static final class EngineRefusesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineRefusesException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Compiles files together, which costs less than one after the other.
   *
   * @param stage of them all
   * @param files by key
   * @throws EngineRefusesException in the engine's words
   */
  CompiledBatch compile(Stage stage, Map<String, CheckedFile> files) {
    var services = KieServices.get();
    // A release id of its own: the engine's repository never mixes two rule sets up.
    var release = services.newReleaseId(GROUP, ARTIFACT, UUID.randomUUID().toString());
    var packageName = packageName(CompiledRulesKey.of(files.keySet()));
    try {
      var builder =
          services.newKieBuilder(
              fileSystem(services, release, packageName, stage, files.values()), loader);
      builder.buildAll(ExecutableModelProject.class);
      var errors =
          builder.getResults().getMessages(Level.ERROR).stream().map(Message::getText).toList();
      if (!errors.isEmpty()) {
        throw new EngineRefusesException(String.join("; ", errors), null);
      }
      var module = (InternalKieModule) builder.getKieModule();
      return new CompiledBatch(
          ruleIds(files), modelClass(module, packageName), classes(module, packageName));
    } catch (EngineRefusesException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      // The engine's code generator throws at some conditions instead of reporting them, and the
      // loader answers no names but the listed ones.
      throw new EngineRefusesException(String.valueOf(e.getMessage()), e);
    } finally {
      services.getRepository().removeKieModule(release);
    }
  }

  private static KieFileSystem fileSystem(
      KieServices services,
      ReleaseId release,
      String packageName,
      Stage stage,
      Collection<CheckedFile> files) {
    var fileSystem = services.newKieFileSystem().generateAndWritePomXML(release);
    var module = services.newKieModuleModel();
    module.newKieBaseModel(stage.name().toLowerCase(Locale.ROOT)).addPackage(packageName);
    fileSystem.writeKModuleXML(module.toXML());
    var folder = "src/main/resources/" + packageName.replace('.', '/');
    int number = 0;
    for (var file : files) {
      fileSystem.write(
          folder + "/file" + number++ + ".drl", "package " + packageName + "; " + drl(file));
    }
    return fileSystem;
  }

  private static SortedMap<String, List<String>> ruleIds(Map<String, CheckedFile> files) {
    SortedMap<String, List<String>> ids = new TreeMap<>();
    files.forEach(
        (key, file) -> ids.put(key, file.rules().stream().map(rule -> rule.info().id()).toList()));
    return ids;
  }

  private static String modelClass(InternalKieModule module, String packageName) {
    var list =
        new String(
            module.getBytes(CanonicalKieModule.getModelFileWithGAV(module.getReleaseId())),
            StandardCharsets.UTF_8);
    return list.lines()
        .filter(name -> name.startsWith(packageName + '.'))
        .findFirst()
        .orElseThrow(() -> new EngineRefusesException("No rules were generated: " + list, null));
  }

  private static SortedMap<String, byte[]> classes(InternalKieModule module, String packageName) {
    SortedMap<String, byte[]> classes = new TreeMap<>(module.getClassesMap());
    classes.keySet().removeIf(path -> !path.startsWith(packageName.replace('.', '/') + '/'));
    return classes;
  }

  private static String packageName(String key) {
    return PACKAGE + 'b' + key.substring(0, PACKAGE_DIGITS);
  }

  /** The file as the engine reads it, without its package. */
  static String drl(CheckedFile file) {
    var stage = file.stage();
    var drl =
        new StringBuilder(
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
}
