package dev.sluice.server.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.server.cli.demo.Demo;
import dev.sluice.server.cli.demo.DemoFindings;
import dev.sluice.server.cli.demo.DemoListener;
import dev.sluice.server.cli.demo.DemoOptions;
import dev.sluice.server.cli.demo.OrderProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice demo}: routes one evening of live commerce and reports what came of it. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

  /** How results are printed. */
  enum Output {
    TABLE,
    JSON
  }

  private static final int MAX_ORDERS = 1_000_000;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--orders",
      paramLabel = "N",
      descriptionKey = "demo.option.orders",
      defaultValue = "5000")
  private int orders;

  @Option(
      names = "--seed",
      paramLabel = "S",
      descriptionKey = "demo.option.seed",
      defaultValue = "1")
  private long seed;

  @Option(names = "--rules", paramLabel = "DIR", descriptionKey = "demo.option.rules")
  private @Nullable Path rules;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      descriptionKey = "demo.option.output",
      defaultValue = "TABLE")
  private Output output = Output.TABLE;

  @Option(names = "--keep", descriptionKey = "demo.option.keep")
  private boolean keep;

  private final CommandContext context;

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (orders < 1 || orders > MAX_ORDERS) {
      throw new CommandException(
          ExitCode.USAGE, context.messages().text("demo.error.orders", orders, MAX_ORDERS));
    }
    DemoOptions options =
        new DemoOptions(
            Path.of(System.getProperty("sluice.home", ".")),
            orders,
            seed,
            Optional.ofNullable(rules),
            keep);
    quietLog();
    return new Demo(options, new Screen()).run() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  /** The progress tells enough; SLUICE_LOG_LEVEL and --debug bring the server's log back. */
  private void quietLog() {
    if (!common.debug
        && !context.environment().containsKey("SLUICE_LOG_LEVEL")
        && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
  }

  /** Progress and failures to standard error, the report to standard output. */
  private final class Screen implements DemoListener {
    @Override
    public void step(String key, Object... values) {
      context.terminal().err().println(context.messages().text(key, values));
      context.terminal().err().flush();
    }

    @Override
    public OrderProgress routing(long orders) {
      return new DemoProgress(context.terminal(), context.messages().text("demo.routing"), orders);
    }

    @Override
    public void found(DemoFindings findings) {
      PrintWriter out = context.terminal().out();
      if (output == Output.JSON) {
        out.println(findings.json());
      } else {
        new DemoReport(findings, context.messages(), context.terminal())
            .lines()
            .forEach(out::println);
      }
      out.flush();
      findings.replayed().failures().forEach(failure -> step("demo.failed", failure));
    }
  }
}
