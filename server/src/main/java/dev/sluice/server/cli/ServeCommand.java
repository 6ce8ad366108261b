package dev.sluice.server.cli;

import dev.sluice.server.SluiceServer;
import dev.sluice.server.config.ServerConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice serve}: runs the service until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

  @Mixin private final SetupOptions setup = new SetupOptions();
  @Mixin private final ListenOptions listen = new ListenOptions();
  private final CommandContext context;

  ServeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = setup.load(context, listen.overrides());
    SluiceServer server = SluiceServer.start(config);
    // Runs on SIGTERM and SIGINT; until it returns the process stays.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "sluice-stop"));
    PrintWriter out = context.terminal().out();
    out.println(
        context
            .messages()
            .text(
                "serve.listening",
                config.grpc().host() + ":" + server.port(),
                config.database().url().isPresent()
                    ? server.databaseAddress()
                    : config.database().dataFolder()));
    server.awaitTermination();
    return ExitCode.OK;
  }

  private void stop(SluiceServer server) {
    context.terminal().err().println(context.messages().text("serve.stopping"));
    server.close();
    context.terminal().err().println(context.messages().text("serve.stopped"));
  }
}
