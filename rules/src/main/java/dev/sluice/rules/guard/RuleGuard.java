package dev.sluice.rules.guard;

import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.check.ExpressionCheck;
import dev.sluice.rules.guard.check.JoinCheck;
import dev.sluice.rules.guard.check.TargetCheck;
import dev.sluice.rules.guard.print.RulePrinter;
import dev.sluice.rules.guard.print.UnprintableException;
import dev.sluice.rules.guard.read.DrlReader;
import dev.sluice.rules.guard.read.SentenceReader;
import dev.sluice.rules.guard.read.TableReader;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers that judge text: from the files of a catalog to rules the engine may compile. */
public final class RuleGuard {
  private static final String TABLE = ".csv";
  private static final String SENTENCES = ".dslr";
  private static final int MAX_RULES = 2_000;

  private final Set<Layer> layers;
  private final RulePrinter printer = new RulePrinter();

  /**
   * A file whose rules may be compiled.
   *
   * @param path within the catalog
   * @param stage of its rules
   * @param rules those that are enabled
   */
  public record JudgedFile(String path, Stage stage, List<JudgedRule> rules) {
    public JudgedFile {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A rule that may be compiled.
   *
   * @param info what it is
   * @param tree what it says
   * @param drl what the engine compiles
   */
  public record JudgedRule(RuleInfo info, RuleTree tree, String drl) {}

  /** With every layer. */
  public RuleGuard() {
    this(EnumSet.allOf(Layer.class));
  }

  /** With these layers only; for tests. */
  public RuleGuard(Set<Layer> layers) {
    this.layers = Set.copyOf(layers);
  }

  /** Whether a file of this name holds rules. */
  public static boolean isRuleFile(String path) {
    return path.endsWith(".drl") || path.endsWith(TABLE) || path.endsWith(SENTENCES);
  }

  /**
   * Judges every rule file.
   *
   * @throws RuleSetException with everything that is refused
   */
  public List<JudgedFile> judge(RuleSources sources) {
    var findings = new Findings(layers);
    List<Unprinted> files = new ArrayList<>();
    for (var source : sources.files()) {
      if (isRuleFile(source.path())) {
        read(source, findings).ifPresent(files::add);
      }
    }
    checkIds(files, findings);
    check(files, findings);
    var judged = files.stream().map(file -> print(file, findings)).toList();
    findings.throwIfAny();
    return judged;
  }

  private record Unprinted(String path, Stage stage, List<RuleTree> rules) {}

  private static Optional<Unprinted> read(SourceFile source, Findings findings) {
    var stage = stage(source.path());
    if (stage.isEmpty()) {
      findings.refuse(
          Refusal.STRUCTURE_FOLDER,
          Place.of(source.path()),
          source.path(),
          new Wording(
              "The folder of this rule file belongs to no stage. Allowed are intake, splitting,"
                  + " eligibility, preference and share. Maybe move it below one of these?",
              "规则文件所在的文件夹不属于任何阶段。可用的有 intake、splitting、eligibility、preference、"
                  + "share。请移到其中之一。"));
      return Optional.empty();
    }
    return Optional.of(
        new Unprinted(source.path(), stage.get(), rules(source, stage.get(), findings)));
  }

  private static List<RuleTree> rules(SourceFile source, Stage stage, Findings findings) {
    if (source.path().endsWith(TABLE)) {
      return TableReader.read(source, stage, findings);
    }
    return source.path().endsWith(SENTENCES)
        ? SentenceReader.read(source, stage, findings)
        : DrlReader.read(source, stage, findings);
  }

  private static Optional<Stage> stage(String path) {
    return Stage.findByFolder(path.substring(0, Math.max(0, path.indexOf('/'))));
  }

  private static void checkIds(List<Unprinted> files, Findings findings) {
    var rules = files.stream().flatMap(file -> file.rules().stream()).toList();
    if (rules.size() > MAX_RULES) {
      findings.refuse(
          Refusal.STRUCTURE_RULE_COUNT,
          Place.of(""),
          "",
          Wording.of(
              "The catalog holds %d rules. Allowed are %d. Maybe two of them say the same?",
              "规则目录中有 %d 条规则，最多 %d 条。是否有重复的规则？", rules.size(), MAX_RULES));
    }
    Map<String, Place> byId = new HashMap<>();
    for (var rule : rules) {
      var other = rule.understood() ? byId.putIfAbsent(rule.id(), rule.place()) : null;
      if (other != null) {
        findings.refuse(
            Refusal.STRUCTURE_DUPLICATE_ID,
            rule.place(),
            rule.id(),
            Wording.of(
                "The rule id `%s` is used already at %s:%d. Maybe take the next free number?",
                "规则编号 `%s` 已在 %s:%d 使用。请换下一个空闲的编号。", rule.id(), other.file(), other.line()));
      }
    }
  }

  private static void check(List<Unprinted> files, Findings findings) {
    var expressions = new ExpressionCheck(findings);
    var joins = new JoinCheck(findings);
    var targets = new TargetCheck(findings);
    for (var file : files) {
      for (var rule : file.rules()) {
        if (rule.understood()) {
          expressions.check(rule, file.stage());
          joins.check(rule);
          targets.check(rule);
        }
      }
    }
  }

  private JudgedFile print(Unprinted file, Findings findings) {
    List<JudgedRule> judged = new ArrayList<>();
    for (var rule : file.rules()) {
      if (rule.enabled()) {
        var info =
            new RuleInfo(
                rule.id(),
                rule.sentence(),
                file.stage(),
                file.path(),
                rule.place().line(),
                ExpressionCheck.isUnconditional(rule));
        judged.add(new JudgedRule(info, rule, drl(rule, findings)));
      }
    }
    return new JudgedFile(file.path(), file.stage(), judged);
  }

  private String drl(RuleTree rule, Findings findings) {
    if (!findings.judges(Layer.PRINT) && !rule.text().isEmpty()) {
      return rule.text();
    }
    try {
      return printer.print(rule);
    } catch (UnprintableException e) {
      // What another layer refused is told by that layer.
      if (findings.isEmpty()) {
        findings.refuse(
            rule.understood() ? Refusal.PRINT_WORD : Refusal.PRINT_NOT_UNDERSTOOD,
            e.place(),
            e.found(),
            Wording.of(
                "%s cannot be told to the rule engine. Maybe compare with a rule of the same folder?",
                "%s 无法交给规则引擎。请参照同一文件夹中的其他规则。", Findings.shown(e.found())));
      }
      return "";
    }
  }
}
