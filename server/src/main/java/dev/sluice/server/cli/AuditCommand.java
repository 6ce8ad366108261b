package dev.sluice.server.cli;

import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.config.SetupException;
import dev.sluice.server.postgres.Audit;
import dev.sluice.server.postgres.Audit.Finding;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice audit}: checks the ledger's invariants, one line each. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {

  @Mixin private final SetupOptions setup = new SetupOptions();

  private final CommandContext context;

  AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Finding> findings = findings(setup.load(context, ConfigOverrides.none()).database());
    print(findings);
    return findings.stream().allMatch(Finding::holds) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private List<Finding> findings(DatabaseConfig database) {
    if (database.url().isPresent()) {
      return Audit.of(
          DatabaseAddress.parse(database.url().get())
              .withDefaults(database.user().orElse(null), database.password().orElse(null)));
    }
    Path folder = database.dataFolder();
    if (!EmbeddedDatabase.isDataFolder(folder)) {
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("audit.no-data", folder));
    }
    return ofRunning(folder).orElseGet(() -> ofStopped(folder));
  }

  /** Empty when it does not run, though a crash may have left the signs that it does. */
  private static Optional<List<Finding>> ofRunning(Path folder) {
    try {
      return EmbeddedDatabase.findRunning(folder).map(Audit::of);
    } catch (SetupException notRunning) {
      return Optional.empty();
    }
  }

  private static List<Finding> ofStopped(Path folder) {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0)) {
      return Audit.of(database.address());
    }
  }

  private void print(List<Finding> findings) {
    Messages messages = context.messages();
    TextTable table = TextTable.of(TextTable.left(""), TextTable.left(""), TextTable.left(""));
    for (Finding finding : findings) {
      String sentence = messages.word("invariant", finding.id());
      table.row(
          finding.id(),
          finding.holds()
              ? messages.text("audit.holds")
              : messages.text("audit.violations", finding.violations()),
          sentence.equals(finding.id()) ? finding.sentence() : sentence);
      finding.examples().forEach(example -> table.row("", "", "- " + example));
    }
    PrintWriter out = context.terminal().out();
    table.lines("", context.terminal().width()).forEach(out::println);
    long violated = findings.stream().filter(finding -> !finding.holds()).count();
    out.println(
        violated == 0
            ? messages.text("audit.all-hold", findings.size())
            : messages.text("audit.violated", violated, findings.size()));
  }
}
