package dev.sluice.loadtest;

import dev.sluice.loadtest.client.ClientThroughputCommand;
import dev.sluice.loadtest.client.DeadlinesCommand;
import dev.sluice.loadtest.client.KillsCommand;
import dev.sluice.loadtest.client.StreamCommand;
import dev.sluice.loadtest.faults.FaultsCommand;
import dev.sluice.loadtest.gaps.BasketsCommand;
import dev.sluice.loadtest.gaps.BrunelCommand;
import dev.sluice.loadtest.gaps.OverloadCommand;
import dev.sluice.loadtest.shares.SharesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All load programs; the first word chooses one. */
@Command(
    name = "server/src/loadtest/run",
    subcommands = {
      ThroughputCommand.class,
      HotSkuCommand.class,
      MemoryCommand.class,
      AuditCommand.class,
      ReloadsCommand.class,
      GrowthCommand.class,
      FaultsCommand.class,
      BasketsCommand.class,
      BrunelCommand.class,
      OverloadCommand.class,
      KillsCommand.class,
      StreamCommand.class,
      ClientThroughputCommand.class,
      DeadlinesCommand.class,
      SharesCommand.class
    },
    description = "Load programs for the whole service, each in real processes on this machine.",
    synopsisSubcommandLabel = "PROGRAM")
final class LoadPrograms {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "list the programs; a program's own options: PROGRAM --help")
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private boolean help;

  LoadPrograms() {}

  /** Ends with 0 when what was measured is right, 1 when it is not, 2 on wrong usage. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LoadPrograms()).execute(args));
  }
}
