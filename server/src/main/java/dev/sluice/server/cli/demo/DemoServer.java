package dev.sluice.server.cli.demo;

import dev.sluice.server.SluiceServer;
import dev.sluice.server.config.ServerConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server with its temporary folder; Ctrl-C, too, stops the one and deletes the other. */
final class DemoServer implements AutoCloseable {
  private final TemporaryFolder folder = new TemporaryFolder("sluice-demo-");
  private final Thread atExit = new Thread(this::stop, "sluice-demo-exit");
  private @Nullable SluiceServer server;
  private boolean stopped;

  DemoServer() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path folder() {
    return folder.path();
  }

  /** Answers the port it listens on. */
  synchronized int start(ServerConfig config, EveningClock clock) {
    SluiceServer started = SluiceServer.start(config, clock::instant);
    server = started;
    return started.port();
  }

  void awaitTermination() throws InterruptedException {
    SluiceServer running;
    synchronized (this) {
      running = server;
    }
    if (running != null) {
      running.awaitTermination();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook ran, or finds nothing left to do.
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    if (server != null) {
      server.close();
    }
    folder.close();
  }
}
