package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.engine.DroolsRuleSet;
import dev.sluice.rules.recall.Answer;
import dev.sluice.rules.recall.Question;
import dev.sluice.rules.recall.RememberingRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiles a catalog into a rule set: guard, then rule engine. */
public final class RuleSetCompiler {
  private static final int VERSION_DIGITS = 16;

  private final SourceGuard guard;
  private final Optional<Supplier<Map<Question, Answer>>> memories;
  private final DroolsBuild build;

  /** Of rule sets that evaluate every rule each time. */
  public RuleSetCompiler() {
    this(new BasicGuard());
  }

  /** Of rule sets that evaluate every rule each time. */
  public RuleSetCompiler(SourceGuard guard) {
    this(guard, Optional.empty(), Optional.empty());
  }

  /**
   * Of rule sets that remember what rules said to what they can read; they say the same as others.
   *
   * @param memories makes the memory of one rule set: safe for many threads, bounded, and free to
   *     forget
   */
  public RuleSetCompiler(Supplier<Map<Question, Answer>> memories) {
    this(new BasicGuard(), Optional.of(memories), Optional.empty());
  }

  /**
   * Of rule sets that remember, taking from {@code folder} what was compiled before.
   *
   * @param memories as above
   */
  public RuleSetCompiler(Supplier<Map<Question, Answer>> memories, CompiledRulesFolder folder) {
    this(new BasicGuard(), Optional.of(memories), Optional.of(folder));
  }

  private RuleSetCompiler(
      SourceGuard guard,
      Optional<Supplier<Map<Question, Answer>>> memories,
      Optional<CompiledRulesFolder> folder) {
    this.guard = guard;
    this.memories = memories;
    this.build = new DroolsBuild(folder);
  }

  /**
   * Compiles the rule files; a second or two for a catalog of the shipped size.
   *
   * @throws RuleSetException with everything that is wrong
   */
  public RuleSet compile(RuleSources sources) {
    var catalog = guard.check(sources);
    var attempt = build.build(catalog.files());
    if (!attempt.errors().isEmpty()) {
      throw new RuleSetException(locate(catalog, attempt.errors()));
    }
    boolean usesOptions =
        catalog.files().stream()
            .anyMatch(file -> file.stage() == Stage.CANDIDATE && file.usesOptions());
    var rules = new DroolsRuleSet(version(sources), catalog.rules(), usesOptions, attempt.bases());
    return memories.isEmpty()
        ? rules
        : new RememberingRules(rules, catalog.premises(), memories.get().get());
  }

  /** The engine often cannot say where an error is; compiling each rule alone finds out. */
  private List<Diagnostic> locate(CheckedCatalog catalog, List<String> errors) {
    var diagnostics = new ArrayList<Diagnostic>();
    for (var file : catalog.files()) {
      for (var rule : file.rules()) {
        var alone = new CheckedFile(file.path(), file.stage(), List.of(rule), file.usesOptions());
        for (var error : build.build(List.of(alone)).errors()) {
          RuleErrorText.locate(rule, error).ifPresent(diagnostics::add);
        }
      }
    }
    if (diagnostics.isEmpty()) {
      errors.forEach(error -> diagnostics.add(new Diagnostic("", 0, 0, error)));
    }
    return diagnostics.stream().distinct().toList();
  }

  private static String version(RuleSources sources) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : sources.files()) {
        if (file.path().endsWith(".drl")) {
          digest.update(file.path().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(file.text().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no SHA-256.", e);
    }
  }
}
