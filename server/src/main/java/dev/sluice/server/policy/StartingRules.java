package dev.sluice.server.policy;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.ledger.DatabaseClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server begins with: what is in force in the database, unless the catalog folder holds
 * rules that were never published. Those were edited while no server looked.
 *
 * @param rules to obey
 * @param catalog the folder as it was read
 */
public record StartingRules(RuleSet rules, Catalog catalog) {

  /**
   * The catalog folder at the start.
   *
   * @param stamps when it was read
   * @param state what became of it
   * @param checked whether it was checked; one whose rules were published before may wait
   */
  public record Catalog(FolderStamps stamps, CatalogState state, boolean checked) {}

  private static final Logger log = LoggerFactory.getLogger(StartingRules.class);

  /**
   * Chooses them, and puts the folder's in force where they are chosen. The folder is not checked
   * where that cannot change the choice: callers wait for this server.
   *
   * @throws RulesRefusedException when nothing is in force and the folder's rules are wrong
   */
  public static StartingRules choose(
      Path folder, RuleSetRepository repository, RuleSetLoader loader, DatabaseClock clock) {
    FolderStamps stamps = FolderStamps.of(folder);
    Optional<RuleSet> live = repository.inForce().live().flatMap(version -> find(version, loader));
    Optional<String> published = findPublished(folder, repository);
    if (live.isPresent() && published.isPresent()) {
      CatalogState unchecked = new CatalogState(clock.now(), published.get(), List.of(), 0, 0);
      return new StartingRules(live.get(), new Catalog(stamps, unchecked, false));
    }
    CheckedRules checked = loader.checkFolder(folder);
    Catalog catalog =
        new Catalog(
            stamps,
            new CatalogState(clock.now(), checked.version(), checked.problems(), 0, 0),
            true);
    if (!checked.accepted()) {
      log.error("The catalog {} is refused: {}", folder, checked.summary());
      return new StartingRules(live.orElseGet(checked::get), catalog);
    }
    RuleSet fromFolder = checked.get();
    Signature by = Signature.ofService("From the catalog folder, at the start");
    repository.store(fromFolder.version(), checked.sources(), by, clock.now());
    repository.activate(fromFolder.version(), by, clock.now());
    return new StartingRules(fromFolder, catalog);
  }

  /** The version of the folder's rules; empty when they were never published. */
  private static Optional<String> findPublished(Path folder, RuleSetRepository repository) {
    try {
      String version = RuleSetCompiler.version(RuleSources.read(folder));
      return repository.find(version).map(StoredRuleSet::version);
    } catch (RuleSetException e) {
      // What is wrong is told by the check of the folder.
      return Optional.empty();
    }
  }

  private static Optional<RuleSet> find(String version, RuleSetLoader loader) {
    try {
      return Optional.of(loader.get(version));
    } catch (RuleSetException e) {
      log.error(
          "Rule set {} is in force, but today's guard refuses it: {}", version, e.getMessage());
      return Optional.empty();
    }
  }
}
