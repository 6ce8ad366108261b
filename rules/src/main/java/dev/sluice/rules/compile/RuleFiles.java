package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rule files for the engine: as they were loaded for an earlier rule set, kept in the folder, or
 * else compiled.
 */
final class RuleFiles {
  private static final Logger log = LoggerFactory.getLogger(RuleFiles.class);

  /** So many are compiled stage beside stage: nobody saves that many often. */
  private static final int MANY_FILES = 200;

  private final EngineCompiler compiler;
  private final BatchLoader loader;
  private final RecentStages recent;
  private final Optional<CompiledRulesFolder> folder;

  /**
   * @param recent what is loaded already
   * @param folder of what was compiled before
   */
  RuleFiles(
      EngineCompiler compiler,
      BatchLoader loader,
      RecentStages recent,
      Optional<CompiledRulesFolder> folder) {
    this.compiler = compiler;
    this.loader = loader;
    this.recent = recent;
    this.folder = folder;
  }

  /**
   * Each file, by the same key.
   *
   * @param files by key
   * @throws EngineCompiler.EngineRefusesException when it does not compile one
   * @throws dev.sluice.rules.RuleSetException when the check of what it generated refuses
   */
  Map<String, LoadedFile> load(Map<String, CheckedFile> files) {
    Map<String, LoadedFile> loaded = new LinkedHashMap<>();
    for (var key : files.keySet()) {
      recent.findFile(key).ifPresent(file -> loaded.put(key, file));
    }
    Map<String, CheckedFile> missing = new LinkedHashMap<>(files);
    missing.keySet().removeAll(loaded.keySet());
    if (!missing.isEmpty()) {
      folder.ifPresent(there -> loaded.putAll(kept(there, missing.keySet())));
      missing.keySet().removeAll(loaded.keySet());
    }
    if (!missing.isEmpty()) {
      loaded.putAll(compiled(missing));
      folder.ifPresent(there -> there.prune(files.keySet()));
    }
    return loaded;
  }

  private Map<String, LoadedFile> kept(CompiledRulesFolder there, Collection<String> keys) {
    Map<String, LoadedFile> loaded = new LinkedHashMap<>();
    for (var batch : there.find(keys)) {
      try {
        loaded.putAll(loader.load(batch));
      } catch (RuntimeException | LinkageError e) {
        log.warn("Kept rules cannot be loaded and are compiled again: {}", e.toString());
      }
    }
    return loaded;
  }

  private Map<String, LoadedFile> compiled(Map<String, CheckedFile> files) {
    Map<Stage, Map<String, CheckedFile>> byStage = new EnumMap<>(Stage.class);
    files.forEach(
        (key, file) ->
            byStage.computeIfAbsent(file.stage(), unused -> new LinkedHashMap<>()).put(key, file));
    List<CompiledBatch> batches = new ArrayList<>();
    if (files.size() < MANY_FILES) {
      byStage.forEach((stage, ofStage) -> batches.add(compiler.compile(stage, ofStage)));
    } else {
      List<CompletableFuture<CompiledBatch>> underWay = new ArrayList<>();
      byStage.forEach(
          (stage, ofStage) ->
              underWay.add(CompilerThreads.start(() -> compiler.compile(stage, ofStage))));
      underWay.forEach(batch -> batches.add(CompilerThreads.await(batch)));
    }
    Map<String, LoadedFile> loaded = new LinkedHashMap<>();
    for (var batch : batches) {
      loaded.putAll(loader.load(batch));
      folder.ifPresent(there -> there.keep(batch));
    }
    return loaded;
  }
}
