package dev.sluice.server.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rule sets that were in force once: those in effect at hand, a few earlier ones for a while. */
public final class PastRuleSets {

  private static final Logger log = LoggerFactory.getLogger(PastRuleSets.class);
  private static final int MAX_COMPILED = 4;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final RuleSetRepository repository;
  private final Function<String, Optional<RuleSet>> inEffect;
  private final Cache<String, CompletableFuture<Optional<RuleSet>>> compiled =
      Caffeine.newBuilder().maximumSize(MAX_COMPILED).expireAfterAccess(KEPT).build();

  /**
   * @param inEffect finds one that decides orders now
   */
  public PastRuleSets(RuleSetRepository repository, Function<String, Optional<RuleSet>> inEffect) {
    this.repository = repository;
    this.inEffect = inEffect;
  }

  /**
   * The rule set of this version; compiling an earlier one takes a second or two, on a thread of
   * its own.
   *
   * @return completes with nothing when it was never in force, or when today's checks refuse it
   */
  public CompletableFuture<Optional<RuleSet>> find(String version) {
    Optional<RuleSet> now = inEffect.apply(version);
    if (now.isPresent()) {
      return CompletableFuture.completedFuture(now);
    }
    CompletableFuture<Optional<RuleSet>> found = compiled.get(version, this::begin);
    if (found.isCompletedExceptionally()) {
      compiled.asMap().remove(version, found);
    }
    return found;
  }

  private CompletableFuture<Optional<RuleSet>> begin(String version) {
    return CompletableFuture.supplyAsync(
        () -> repository.findSources(version).flatMap(this::compile),
        task -> {
          Thread thread = new Thread(task, "sluice-past-rules");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private Optional<RuleSet> compile(RuleSources sources) {
    try {
      return Optional.of(new RuleSetCompiler().compile(sources));
    } catch (RuleSetException e) {
      log.warn("An earlier rule set cannot be compiled any more", e);
      return Optional.empty();
    }
  }
}
