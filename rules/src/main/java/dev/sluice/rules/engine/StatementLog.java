package dev.sluice.rules.engine;

import dev.sluice.rules.Spoken;
import dev.sluice.rules.Statement;
import dev.sluice.rules.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything said in one judgement, each thing once and sorted. */
final class StatementLog {
  private final Speaker speaker;
  private final SortedSet<Statement> statements = new TreeSet<>();

  StatementLog(Speaker speaker) {
    this.speaker = speaker;
  }

  void add(Verdict verdict, String subject, long amount, String reason) {
    statements.add(new Statement(speaker.says(), verdict, subject, amount, reason));
  }

  List<Statement> statements() {
    return List.copyOf(statements);
  }

  List<Spoken> spoken() {
    return count(statements.stream().map(Statement::ruleId).toList());
  }

  /** How often each rule id occurs. */
  static List<Spoken> count(List<String> ruleIds) {
    SortedMap<String, Integer> times = new TreeMap<>();
    for (var ruleId : ruleIds) {
      times.merge(ruleId, 1, Integer::sum);
    }
    return times.entrySet().stream()
        .map(entry -> new Spoken(entry.getKey(), entry.getValue()))
        .toList();
  }
}
