package dev.sluice.loadtest;

import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.postgres.Database;
import dev.sluice.server.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long the audit takes over many plans. */
@Command(
    name = "audit",
    description = "The audit of a ledger that is filled with consistent plans by SQL.")
final class AuditCommand implements Callable<Integer> {
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\n\\s*");

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--plans",
      defaultValue = "1000000",
      description = "plans (default: ${DEFAULT-VALUE})")
  private long plans;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "audits (default: ${DEFAULT-VALUE})")
  private int rounds;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    try (TestBed bed = common.startBed()) {
      DatabaseAddress address = bed.postgres().address();
      Database.open(address, ServerConfig.defaults(Project.home()).database()).close();
      out.printf("filling in %d plans ...%n", plans);
      try (Connection connection = bed.postgres().connect()) {
        fill(connection);
      }
      boolean holds = true;
      for (int round = 1; round <= rounds; round++) {
        long begin = System.nanoTime();
        holds &= TestBed.audit(address, out);
        out.printf(
            Locale.ROOT,
            "audit %d of %d plans took %.1f s%n",
            round,
            plans,
            (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1));
      }
      return holds ? 0 : 1;
    }
  }

  private void fill(Connection connection) throws IOException, SQLException {
    Path script = Project.home().resolve("server/src/loadtest/sql/plans.sql");
    String text = Files.readString(script).replace(":plans", Long.toString(plans));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET timezone = 'UTC'");
      for (String sql : END_OF_STATEMENT.splitAsStream(text).toList()) {
        statement.execute(sql);
      }
    }
  }
}
