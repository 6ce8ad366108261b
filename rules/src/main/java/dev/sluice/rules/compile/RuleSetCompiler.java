package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.engine.DroolsRuleSet;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.recall.Answer;
import dev.sluice.rules.recall.Question;
import dev.sluice.rules.recall.RememberingRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Compiles a catalog into a rule set: guard, then rule engine. */
public final class RuleSetCompiler {
  private static final int VERSION_DIGITS = 16;

  /** Some tens of milliseconds of reading properties; the shipped catalog needs a thousandth. */
  private static final long FUEL_UNITS = 1_000_000;

  private final SourceGuard guard;
  private final Optional<Supplier<Map<Question, Answer>>> memories;
  private final Set<Layer> layers;
  private final DroolsBuild build;

  /** Of rule sets that evaluate every rule each time. */
  public RuleSetCompiler() {
    this(EnumSet.allOf(Layer.class));
  }

  /** With another guard of the files; everything behind it stays. */
  public RuleSetCompiler(SourceGuard guard) {
    this(guard, EnumSet.allOf(Layer.class), Optional.empty(), Optional.empty());
  }

  /**
   * Of rule sets that remember what rules said to what they can read; they say the same as others.
   *
   * @param memories makes the memory of one rule set: safe for many threads, bounded, and free to
   *     forget
   */
  public RuleSetCompiler(Supplier<Map<Question, Answer>> memories) {
    this(new LayeredGuard(), EnumSet.allOf(Layer.class), Optional.of(memories), Optional.empty());
  }

  /**
   * Of rule sets that remember, taking from {@code folder} what was compiled before.
   *
   * @param memories as above
   */
  public RuleSetCompiler(Supplier<Map<Question, Answer>> memories, CompiledRulesFolder folder) {
    this(
        new LayeredGuard(), EnumSet.allOf(Layer.class), Optional.of(memories), Optional.of(folder));
  }

  /** With these layers of the guard only; for tests. */
  RuleSetCompiler(Set<Layer> layers) {
    this(new LayeredGuard(layers), layers, Optional.empty(), Optional.empty());
  }

  private RuleSetCompiler(
      SourceGuard guard,
      Set<Layer> layers,
      Optional<Supplier<Map<Question, Answer>>> memories,
      Optional<CompiledRulesFolder> folder) {
    this.guard = guard;
    this.memories = memories;
    this.layers = Set.copyOf(layers);
    this.build = new DroolsBuild(layers, folder);
  }

  /**
   * Compiles the rule files; a second or two for a catalog of the shipped size.
   *
   * @throws RuleSetException with everything that is wrong
   */
  public RuleSet compile(RuleSources sources) {
    var catalog = guard.check(sources);
    var compiled = build.build(catalog.files());
    boolean usesOptions =
        catalog.files().stream()
            .anyMatch(file -> file.stage() == Stage.CANDIDATE && file.usesOptions());
    var rules =
        new DroolsRuleSet(
            version(sources),
            catalog.rules(),
            usesOptions,
            compiled,
            catalog.validities(),
            layers.contains(Layer.FUEL) ? FUEL_UNITS : Long.MAX_VALUE);
    return memories.isEmpty()
        ? rules
        : new RememberingRules(rules, catalog.premises(), memories.get().get());
  }

  /** Of the rule set that these are compiled to; cases do not matter. */
  public static String version(RuleSources sources) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : sources.files()) {
        if (RuleGuard.isRuleFile(file.path())) {
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
