package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.server.ledger.DatabaseClock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the catalog folder and takes its rules once nobody writes to it any more. It compares
 * sizes and times instead of asking the system for events: those get lost on network disks and
 * mounted volumes, and one save is several of them.
 */
public final class CatalogFolder {

  private static final Logger log = LoggerFactory.getLogger(CatalogFolder.class);

  /** So many equal looks after a change: whoever wrote is through. */
  private static final int QUIET_LOOKS = 3;

  /** So many looks are left out after a failure, such as of the database. */
  private static final int PAUSE_LOOKS = 20;

  /** So many looks after the start a folder is checked that could wait: orders come first. */
  private static final int FIRST_CHECK_LOOKS = 50;

  private final Path folder;
  private final Function<Path, CheckedRules> check;
  private final Consumer<CheckedRules> take;
  private final DatabaseClock clock;
  private FolderStamps taken;
  private FolderStamps last;
  private int quietLooks;
  private int looksToFirstCheck;
  private volatile CatalogState state;

  /**
   * @param start what it held at the start, and what became of that
   * @param check checks it as it is
   * @param take puts its rules in force; refuses them by {@link RulesRefusedException} or {@link
   *     GraveImpactException}
   */
  public CatalogFolder(
      Path folder,
      StartingRules.Catalog start,
      Function<Path, CheckedRules> check,
      Consumer<CheckedRules> take,
      DatabaseClock clock) {
    this.folder = folder;
    this.check = check;
    this.take = take;
    this.clock = clock;
    this.taken = start.stamps();
    this.last = start.stamps();
    this.state = start.state();
    this.looksToFirstCheck = start.checked() ? 0 : FIRST_CHECK_LOOKS;
  }

  /** What became of the last change. */
  public CatalogState state() {
    return state;
  }

  /** Called again and again, by one thread. What fails is tried again after a later look. */
  public void look() {
    FolderStamps now = FolderStamps.of(folder);
    if (now.equals(taken)) {
      last = now;
      checkFirst();
      return;
    }
    looksToFirstCheck = 0;
    quietLooks = now.equals(last) ? quietLooks + 1 : 0;
    last = now;
    if (quietLooks >= QUIET_LOOKS) {
      quietLooks = -PAUSE_LOOKS;
      take();
      quietLooks = 0;
      taken = now;
    }
  }

  /** Tells what is wrong with what was there at the start; nothing of it is taken. */
  private void checkFirst() {
    if (looksToFirstCheck > 0 && --looksToFirstCheck == 0) {
      CheckedRules checked = check.apply(folder);
      state = new CatalogState(clock.now(), checked.version(), checked.problems(), 0, 0);
      if (!checked.accepted()) {
        log.error("The catalog {} is refused: {}", folder, checked.summary());
      }
    }
  }

  private void take() {
    CheckedRules checked = check.apply(folder);
    try {
      take.accept(checked);
      state =
          new CatalogState(
              clock.now(), checked.version(), List.of(), state.reloads() + 1, state.refusals());
    } catch (RulesRefusedException | GraveImpactException e) {
      List<Diagnostic> problems = RuleDesk.asProblems(e);
      state =
          new CatalogState(
              clock.now(), checked.version(), problems, state.reloads(), state.refusals() + 1);
      log.error(
          "The catalog {} is refused, the rules before it stay live: {}",
          folder,
          CheckedRules.summary(problems));
    }
  }
}
