package dev.sluice.rules.compile;

import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import dev.sluice.rules.compile.EngineCompiler.EngineRefusesException;
import dev.sluice.rules.compile.RecentStages.BuiltStage;
import dev.sluice.rules.engine.StageRules;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.bytecode.ListedNamesLoader;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds checked rule files for Drools: one base of rules a stage, put together from its files. */
final class DroolsBuild {
  private static final Logger log = LoggerFactory.getLogger(DroolsBuild.class);

  private final ClassLoader loader;
  private final RuleFiles ruleFiles;
  private final RecentStages recent = new RecentStages();

  /**
   * @param layers of the guard that judge what was generated
   * @param folder of what was compiled before
   */
  DroolsBuild(Set<Layer> layers, Optional<CompiledRulesFolder> folder) {
    var own = RuleSet.class.getClassLoader();
    loader = layers.contains(Layer.BYTECODE) ? new ListedNamesLoader(own) : own;
    ruleFiles =
        new RuleFiles(new EngineCompiler(loader), new BatchLoader(layers, loader), recent, folder);
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
      log.warn("The rule engine refuses what the guard let pass", e);
      var findings = Findings.ofEveryLayer();
      findRefused(files)
          .ifPresentOrElse(
              rule ->
                  findings.refuse(
                      Refusal.BYTECODE_ENGINE,
                      Place.of(rule.file(), rule.line(), 0),
                      rule.id(),
                      Wording.of(
                          "The rule `%s` cannot be compiled, though every check lets it pass. Maybe"
                              + " write it like another rule of its folder, and tell us?",
                          "规则 `%s` 通过了全部检查，却无法编译。请参照同一文件夹中的其他规则改写，并告知我们。", rule.id())),
              () ->
                  findings.refuse(
                      Refusal.BYTECODE_ENGINE,
                      Place.of(""),
                      "",
                      new Wording(
                          "Each rule can be compiled, but not all together. Maybe take back the last"
                              + " change, and tell us?",
                          "每条规则单独都能编译，合在一起却不能。请撤回最近的改动，并告知我们。")));
      throw new RuleSetException(findings.diagnostics());
    }
  }

  /** The engine often cannot say where an error is; compiling each rule alone finds out. */
  private Optional<RuleInfo> findRefused(List<CheckedFile> files) {
    return files.stream()
        .filter(this::isRefused)
        .flatMap(file -> file.rules().stream().map(rule -> alone(file, rule)))
        .filter(this::isRefused)
        .map(file -> file.rules().get(0).info())
        .findFirst();
  }

  private boolean isRefused(CheckedFile file) {
    try {
      attempt(List.of(file));
      return false;
    } catch (EngineRefusesException | RuleSetException e) {
      return true;
    }
  }

  private static CheckedFile alone(CheckedFile file, CheckedRule rule) {
    return new CheckedFile(file.path(), file.stage(), List.of(rule), file.usesOptions());
  }

  private Map<Stage, StageRules> attempt(List<CheckedFile> files) {
    return CompilerThreads.await(
        CompilerThreads.start(
            () -> {
              try {
                return stages(files);
              } catch (EngineRefusesException | RuleSetException e) {
                throw e;
              } catch (RuntimeException | LinkageError | StackOverflowError e) {
                // The engine throws at some conditions only when it puts the rules together.
                throw new EngineRefusesException(e.toString(), e);
              }
            }));
  }

  private Map<Stage, StageRules> stages(List<CheckedFile> files) {
    Map<Stage, Map<String, CheckedFile>> byStage = new EnumMap<>(Stage.class);
    for (var file : files) {
      if (!file.rules().isEmpty()) {
        byStage
            .computeIfAbsent(file.stage(), unused -> new LinkedHashMap<>())
            .put(CompiledRulesKey.of(file), file);
      }
    }
    Map<Stage, StageRules> built = new EnumMap<>(Stage.class);
    Map<String, CheckedFile> needed = new LinkedHashMap<>();
    byStage.forEach(
        (stage, ofStage) ->
            recent
                .find(stageKey(ofStage))
                .ifPresentOrElse(rules -> built.put(stage, rules), () -> needed.putAll(ofStage)));
    var loaded = ruleFiles.load(needed);
    byStage.forEach(
        (stage, ofStage) -> built.computeIfAbsent(stage, unused -> assemble(ofStage, loaded)));
    return built;
  }

  private StageRules assemble(Map<String, CheckedFile> files, Map<String, LoadedFile> loaded) {
    Map<String, LoadedFile> ofStage = new LinkedHashMap<>();
    files.keySet().forEach(key -> ofStage.put(key, loaded.get(key)));
    var configuration = KieServices.get().newKieBaseConfiguration(new Properties(), loader);
    var rules =
        StageRules.of(
            KieBaseBuilder.createKieBaseFromModel(
                LoadedFile.models(ofStage.values()), configuration));
    recent.put(stageKey(files), new BuiltStage(rules, ofStage));
    return rules;
  }

  private static String stageKey(Map<String, CheckedFile> files) {
    return CompiledRulesKey.of(files.keySet());
  }
}
