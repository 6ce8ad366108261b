package dev.sluice.loadtest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every load program that starts servers understands. */
public final class CommonOptions {

  @Mixin private final ProgramOptions program = new ProgramOptions();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where runs keep their data; a real disk (default: server/target/loadtest)")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--keep", description = "leave data and logs behind")
  private boolean keep;

  @Option(
      names = "--jfr",
      paramLabel = "FILE",
      description = "write a Java Flight Recording of the server")
  private Optional<Path> jfr = Optional.empty();

  @Option(
      names = "--java",
      paramLabel = "FLAG",
      description = "a flag for the server's JVM, such as --java=-Xmx1g; repeatable")
  private List<String> javaFlags = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a key of the server's configuration; repeatable")
  private Map<String, String> keys = Map.of();

  public long seed() {
    return program.seed();
  }

  /** A bed in the folder that was asked for. */
  public TestBed startBed() throws java.io.IOException {
    Path parent = folder.orElseGet(() -> Project.home().resolve("server/target/loadtest"));
    return TestBed.start(parent, keep);
  }

  /** The setup with the flags that were given. */
  public ServerSetup flagged(ServerSetup setup) {
    ServerSetup flagged = setup.withJava(javaFlags.toArray(String[]::new));
    for (Map.Entry<String, String> key : keys.entrySet()) {
      flagged = flagged.with(key.getKey(), key.getValue());
    }
    return flagged;
  }

  /** The same, recorded where that was asked for; one server of a run can be. */
  public ServerSetup recorded(ServerSetup setup) {
    return jfr.map(flagged(setup)::recordedTo).orElseGet(() -> flagged(setup));
  }
}
