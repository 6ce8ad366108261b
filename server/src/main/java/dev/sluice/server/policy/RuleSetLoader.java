package dev.sluice.server.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.rules.Rehearsal;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.ledger.DatabaseClock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Makes rule sets that may be put in force, warmed up, and keeps the last few, so that a way back
 * takes no time.
 */
public final class RuleSetLoader {

  private static final int MAX_KEPT = 4;

  private final RuleSetRepository repository;
  private final RuleSetCompiler compiler;
  private final DatabaseClock clock;
  private final Cache<String, RuleSet> kept = Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

  public RuleSetLoader(
      RuleSetRepository repository, RuleSetCompiler compiler, DatabaseClock clock) {
    this.repository = repository;
    this.compiler = compiler;
    this.clock = clock;
  }

  /** Checks rules, cases included, and warms up those that pass. */
  public CheckedRules check(RuleSources sources) {
    return ready(new RuleSetCheck(compiler).check(sources));
  }

  /** The same on a folder. */
  public CheckedRules checkFolder(Path folder) {
    return ready(new RuleSetCheck(compiler).checkFolder(folder));
  }

  /**
   * A published rule set; compiles it where it is not kept.
   *
   * @throws UnknownRuleSetException when nobody published it
   * @throws dev.sluice.rules.RuleSetException when today's guard refuses it
   */
  public RuleSet get(String version) {
    @Nullable RuleSet known = kept.getIfPresent(version);
    if (known != null) {
      return known;
    }
    RuleSources sources =
        repository.findSources(version).orElseThrow(() -> new UnknownRuleSetException(version));
    return ready(compiler.compile(sources));
  }

  private CheckedRules ready(CheckedRules checked) {
    return checked.accepted()
        ? new CheckedRules(
            checked.sources(),
            checked.rules().map(this::ready),
            checked.problems(),
            checked.warnings(),
            checked.cases())
        : checked;
  }

  /** The one that is kept already, with what it remembers, or else this one, warmed up. */
  private RuleSet ready(RuleSet rules) {
    @Nullable RuleSet known = kept.getIfPresent(rules.version());
    if (known != null) {
      return known;
    }
    Rehearsal.run(rules, clock.now());
    kept.put(rules.version(), rules);
    return rules;
  }
}
