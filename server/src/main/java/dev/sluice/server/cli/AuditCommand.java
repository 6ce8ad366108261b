package dev.sluice.server.cli;

import dev.sluice.server.cli.journal.ClientJournal;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.postgres.Audit.Finding;
import dev.sluice.server.postgres.DatabaseAudit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice audit}: checks the ledger's invariants, one line each. */
@Command(name = "audit")
final class AuditCommand implements Callable<Integer> {

  @Mixin private final SetupOptions setup = new SetupOptions();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      arity = "1..*",
      descriptionKey = "audit.journal")
  private List<Path> journals = List.of();

  private final CommandContext context;

  AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ServerConfig config = setup.load(context, ConfigOverrides.none());
    List<Finding> findings;
    try (LedgerDatabase database = LedgerDatabase.open(context, config.database());
        DatabaseAudit audit = DatabaseAudit.open(database.address())) {
      Instant oldestKept = Instant.now().minus(Duration.ofDays(config.retention().days()));
      journals.forEach(journal -> read(journal, audit, oldestKept));
      findings = audit.run();
    }
    print(findings);
    return findings.stream().allMatch(Finding::holds) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void read(Path journal, DatabaseAudit audit, Instant oldestKept) {
    try {
      ClientJournal.read(
          journal,
          one -> {
            if (one.time().isAfter(oldestKept)) {
              audit.add(one);
            }
          });
    } catch (NoSuchFileException e) {
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("error.no-file", journal), e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FINDINGS, context.messages().text("error.unreadable", journal, e), e);
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
