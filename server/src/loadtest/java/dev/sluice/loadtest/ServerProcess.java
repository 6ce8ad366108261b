package dev.sluice.loadtest;

import dev.sluice.server.grpc.EchoServer;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real {@code sluice serve} in a process of its own on 127.0.0.1, to be killed and started again
 * on the same port. Ends with this program.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  private final String name;
  private final Path logFile;
  private final int port;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Thread atExit = new Thread(this::killIfAlive, "loadtest-kill-server");
  private @Nullable Process process;

  private ServerProcess(
      String name, Path folder, int port, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.logFile = folder.resolve(name + ".log");
    this.port = port;
    this.command = command;
    this.environment = environment;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts {@code sluice serve} and waits until it serves. */
  public static ServerProcess start(ServerSetup setup) throws IOException, InterruptedException {
    int port = FreePorts.find();
    Files.createDirectories(setup.folder());
    ServerProcess server =
        new ServerProcess(
            setup.name(), setup.folder(), port, setup.command(port), setup.environment());
    server.restart();
    return server;
  }

  /** Starts a server of the same making that answers every call with so many bytes. */
  public static ServerProcess startEcho(Path folder, int responseBytes)
      throws IOException, InterruptedException {
    int port = FreePorts.find();
    List<String> command =
        JavaCommand.of(
            List.of(),
            System.getProperty("java.class.path"),
            EchoServer.class.getName(),
            Integer.toString(port),
            Integer.toString(responseBytes));
    ServerProcess server = new ServerProcess("echo", folder, port, command, Map.of());
    server.restart();
    return server;
  }

  public int port() {
    return port;
  }

  public String name() {
    return name;
  }

  /** The id of the running process. */
  public long pid() {
    return running().pid();
  }

  public boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /** Everything it said, of all its lives. */
  public Path logFile() {
    return logFile;
  }

  /** Starts it again after its end, and waits until it serves; answers how long that took. */
  public Duration restart() throws IOException, InterruptedException {
    long start = System.nanoTime();
    launch();
    awaitReady();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Starts it again and returns at once. */
  public void launch() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("Server " + name() + " runs already");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Waits until the health service says that it serves. */
  public void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
    try {
      while (!serves(channel)) {
        if (!isAlive()) {
          throw new IOException("Server %s ended at its start:\n%s".formatted(name(), logTail()));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("Server %s does not serve:\n%s".formatted(name(), logTail()));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        channel.resetConnectBackoff();
      }
    } finally {
      channel.shutdownNow();
    }
  }

  /** {@code kill -9}; returns when it is gone. */
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** SIGTERM; answers its exit code once it ended. */
  public int stop() throws IOException, InterruptedException {
    Process current = running();
    current.destroy();
    if (!current.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("Server %s does not stop on SIGTERM:\n%s".formatted(name(), logTail()));
    }
    return current.exitValue();
  }

  /** SIGSTOP: it keeps its connections and locks and does nothing. */
  public void pause() throws IOException {
    Signals.pause(pid());
  }

  /** SIGCONT. */
  public void resume() throws IOException {
    Signals.resume(pid());
  }

  /** Stops it in good order where it still runs. */
  @Override
  public void close() throws IOException, InterruptedException {
    try {
      if (isAlive()) {
        stop();
      }
    } finally {
      killIfAlive();
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private Process running() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("Server " + name() + " was never started");
    }
    return current;
  }

  private void killIfAlive() {
    Process current = process;
    if (current != null && current.isAlive()) {
      current.destroyForcibly();
    }
  }

  private static boolean serves(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private String logTail() throws IOException {
    List<String> lines = Files.readAllLines(logFile);
    int shown = 30;
    return String.join("\n", lines.subList(Math.max(0, lines.size() - shown), lines.size()));
  }
}
