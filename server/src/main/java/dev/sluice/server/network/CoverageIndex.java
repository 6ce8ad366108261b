package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Coverage rules of one kind of subject by the region they name. */
final class CoverageIndex {
  private final Map<String, List<CoverageRule>> rulesByRegion = new HashMap<>();

  CoverageIndex(List<CoverageRule> rules, CoverageRule.Subject subject) {
    for (CoverageRule rule : rules) {
      if (rule.subject() == subject) {
        rulesByRegion.computeIfAbsent(rule.regionCode(), code -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** Of each subject that serves the region, the rule that says so: the most specific one. */
  Map<String, CoverageRule> findServing(String regionCode) {
    Map<String, CoverageRule> mostSpecific = new TreeMap<>();
    for (String code : RegionCodes.upwards(regionCode)) {
      for (CoverageRule rule : rulesByRegion.getOrDefault(code, List.of())) {
        mostSpecific.putIfAbsent(rule.subjectId(), rule);
      }
    }
    mostSpecific.values().removeIf(rule -> !rule.serves());
    return mostSpecific;
  }
}
