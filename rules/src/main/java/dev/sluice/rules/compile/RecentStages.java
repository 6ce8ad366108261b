package dev.sluice.rules.compile;

import dev.sluice.rules.engine.StageRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stages built last: who changes one file needs only that one compiled, and its stage put
 * together again.
 */
final class RecentStages {
  /** Those of a live set, of one that is checked and of the one before. */
  private static final int MAX_STAGES = 9;

  /**
   * One stage.
   *
   * @param rules what evaluates it
   * @param files what it was built of, by key
   */
  record BuiltStage(StageRules rules, Map<String, LoadedFile> files) {}

  private final Map<String, BuiltStage> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BuiltStage> eldest) {
          return size() > MAX_STAGES;
        }
      };

  synchronized Optional<StageRules> find(String key) {
    return Optional.ofNullable(byKey.get(key)).map(BuiltStage::rules);
  }

  /** A file of any of these stages. */
  synchronized Optional<LoadedFile> findFile(String fileKey) {
    for (var stage : byKey.values()) {
      @Nullable LoadedFile file = stage.files().get(fileKey);
      if (file != null) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  synchronized void put(String key, BuiltStage stage) {
    byKey.put(key, stage);
  }
}
