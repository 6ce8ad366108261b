package dev.sluice.rules.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.cases.CaseJudge.Saying;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs the cases beside the rules against a rule set. A case sees only what the rules of its own
 * folder say, so that rules of other folders may change freely.
 */
public final class CaseRunner {
  private static final String FILE_NAME = "cases.yaml";
  private static final String TABLE = ".csv";

  private final RuleSet rules;
  private final RuleSources sources;
  private final CaseJudge judge;
  private final YAMLMapper yaml = new YAMLMapper();

  /** The rule set is the one compiled from these sources. */
  public CaseRunner(RuleSet rules, RuleSources sources) {
    this.rules = rules;
    this.sources = sources;
    this.judge = new CaseJudge(rules);
  }

  /**
   * Runs every case, in the order of files and of cases in them.
   *
   * @throws RuleSetException when a `cases.yaml` cannot be read as such
   */
  public List<CaseResult> run() {
    var results = new ArrayList<CaseResult>();
    for (var file : sources.files()) {
      if (file.path().endsWith("/" + FILE_NAME)) {
        run(file, results);
      }
    }
    return List.copyOf(results);
  }

  /**
   * Rules that lack a case: each needs a passed one in which it speaks and one in which it is
   * silent, a rule without conditions only the former.
   */
  public List<Diagnostic> findGaps(List<CaseResult> results) {
    var gaps = new ArrayList<Diagnostic>();
    Map<String, List<RuleInfo>> byCase = new LinkedHashMap<>();
    for (var rule : rules.rules()) {
      // A table is covered as a whole: its rows differ in numbers.
      var covered = rule.file().endsWith(TABLE) ? rule.file() : rule.id();
      byCase.computeIfAbsent(covered, unused -> new ArrayList<>()).add(rule);
    }
    byCase.values().forEach(covered -> findGaps(covered, results, gaps));
    return gaps;
  }

  /** Of rules that a case covers together. */
  private static void findGaps(
      List<RuleInfo> covered, List<CaseResult> results, List<Diagnostic> gaps) {
    var first = covered.get(0);
    var ids = covered.stream().map(RuleInfo::id).toList();
    var ofFolder =
        results.stream()
            .filter(CaseResult::passed)
            .filter(result -> folder(result.file()).equals(folder(first.file())))
            .toList();
    if (ofFolder.stream().allMatch(result -> Collections.disjoint(result.spoke(), ids))) {
      gaps.add(gap(first, "speaks"));
    }
    if (covered.stream().noneMatch(RuleInfo::unconditional)
        && ofFolder.stream().allMatch(result -> result.spoke().containsAll(ids))) {
      gaps.add(gap(first, "is silent"));
    }
  }

  private static Diagnostic gap(RuleInfo rule, String does) {
    return new Diagnostic(
        rule.file(),
        rule.line(),
        0,
        "cases-gap",
        rule.id(),
        "The rule `%s` has no passed case in which it %s. Maybe add one to %s%s?"
            .formatted(rule.id(), does, folder(rule.file()), FILE_NAME));
  }

  private void run(SourceFile file, List<CaseResult> results) {
    var cases = read(file);
    var folder = folder(file.path());
    var ids =
        rules.rules().stream()
            .filter(rule -> folder(rule.file()).equals(folder))
            .map(RuleInfo::id)
            .collect(Collectors.toSet());
    for (var one : cases) {
      results.add(run(file.path(), one, ids));
    }
  }

  private CaseResult run(String path, JsonNode one, Set<String> ids) {
    var name = one.path("name").asText("(without a name)");
    List<String> expected = new ArrayList<>();
    one.path("expect").forEach(line -> expected.add(line.asText()));
    try {
      if (expected.isEmpty() != one.path("silent").asBoolean(false)) {
        throw new CaseException(
            "It has both or neither of `expect` and `silent: true`. Maybe one is missing?");
      }
      var sayings =
          judge.judge(stage(path), one.path("given")).stream()
              .filter(saying -> ids.contains(saying.ruleId()))
              .toList();
      return new CaseResult(
          path, name, expected, sayings.stream().map(Saying::text).toList(), "", spoke(sayings));
    } catch (CaseException | RuleFailedException e) {
      return new CaseResult(
          path, name, expected, List.of(), String.valueOf(e.getMessage()), new TreeSet<>());
    }
  }

  private static SortedSet<String> spoke(List<Saying> sayings) {
    return Collections.unmodifiableSortedSet(
        sayings.stream().map(Saying::ruleId).collect(Collectors.toCollection(TreeSet::new)));
  }

  private JsonNode read(SourceFile file) {
    try {
      var cases = yaml.readTree(file.text()).path("cases");
      if (cases.isArray()) {
        return cases;
      }
      throw broken(file, 0, 0, "The file holds no list `cases`. Maybe `cases:` is misspelled?");
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw broken(
          file,
          where == null ? 0 : where.getLineNr(),
          where == null ? 0 : where.getColumnNr(),
          "This is no YAML: %s. Maybe the indentation is off?".formatted(lastSentence(e)));
    }
  }

  /** What was expected and found, without the parser's excerpts of the file. */
  private static String lastSentence(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> line.startsWith("expected") || line.startsWith("found"))
        .findFirst()
        .orElseGet(() -> e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
  }

  private static RuleSetException broken(SourceFile file, int line, int column, String message) {
    return new RuleSetException(
        List.of(new Diagnostic(file.path(), line, column, "cases-unreadable", "", message)));
  }

  private static Stage stage(String path) {
    return Stage.findByFolder(path.substring(0, path.indexOf('/')))
        .orElseThrow(
            () ->
                new CaseException(
                    "Its folder belongs to no stage. Maybe move it beside its rule?"));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
