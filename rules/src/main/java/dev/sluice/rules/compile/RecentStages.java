package dev.sluice.rules.compile;

import dev.sluice.rules.engine.StageRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The stages compiled last: who changes one file needs only its stage compiled again. */
final class RecentStages {
  /** Those of a live set, of one that is checked and of the one before. */
  private static final int MAX_STAGES = 9;

  private final Map<String, StageRules> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StageRules> eldest) {
          return size() > MAX_STAGES;
        }
      };

  synchronized Optional<StageRules> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  synchronized void put(String key, StageRules stage) {
    byKey.put(key, stage);
  }
}
