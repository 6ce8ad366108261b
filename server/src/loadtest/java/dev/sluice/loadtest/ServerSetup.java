package dev.sluice.loadtest;

import dev.sluice.server.postgres.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server process is started with.
 *
 * @param name of its log and configuration files
 * @param folder where those are written, and the data of an embedded database
 * @param keys configuration, such as {@code routing.maxReplans}
 * @param javaFlags further flags of the JVM; empty runs it as the launcher does
 */
public record ServerSetup(
    String name,
    Path folder,
    Optional<DatabaseAddress> database,
    Map<String, String> keys,
    List<String> javaFlags) {

  public ServerSetup {
    keys = Map.copyOf(keys);
    javaFlags = List.copyOf(javaFlags);
  }

  /** A server with the shipped settings on an embedded database of its own. */
  public static ServerSetup of(String name, Path folder) {
    return new ServerSetup(
        name,
        folder.toAbsolutePath(),
        Optional.empty(),
        Map.of(
            "database.dataFolder",
            folder.toAbsolutePath().resolve(name + "-data").toString(),
            "rules.compiledFolder",
            folder.toAbsolutePath().resolve("compiled-rules").toString()),
        List.of());
  }

  /** The same on an existing database. */
  public ServerSetup on(DatabaseAddress address) {
    ServerSetup with =
        new ServerSetup(name, folder, Optional.of(address), keys, javaFlags)
            .with("database.url", address.jdbcUrl());
    return with.with("database.user", Objects.requireNonNull(address.user()));
  }

  /** The same with one more key. */
  public ServerSetup with(String key, String value) {
    Map<String, String> more = new TreeMap<>(keys);
    more.put(key, value);
    return new ServerSetup(name, folder, database, more, javaFlags);
  }

  /** The same with more flags of the JVM. */
  public ServerSetup withJava(String... flags) {
    List<String> more = new ArrayList<>(javaFlags);
    more.addAll(List.of(flags));
    return new ServerSetup(name, folder, database, keys, more);
  }

  /** The same writing a Java Flight Recording, complete when the server ends by itself. */
  public ServerSetup recordedTo(Path file) {
    return withJava(
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + file.toAbsolutePath(),
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:+DebugNonSafepoints");
  }

  /** The command that serves on {@code port}; writes the configuration it names. */
  List<String> command(int port) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, with("grpc.port", Integer.toString(port)).yaml());
    List<String> flags = new ArrayList<>();
    flags.add("-Dsluice.home=" + Project.home());
    flags.addAll(javaFlags);
    return JavaCommand.of(
        flags,
        JavaCommand.shippedClassPath(),
        "dev.sluice.server.Main",
        "serve",
        "--config",
        file.toString());
  }

  Map<String, String> environment() {
    return database
        .map(DatabaseAddress::password)
        .map(password -> Map.of("SLUICE_DATABASE_PASSWORD", password))
        .orElse(Map.of());
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder();
    String section = "";
    for (Map.Entry<String, String> entry : new TreeMap<>(keys).entrySet()) {
      int dot = entry.getKey().indexOf('.');
      String itsSection = entry.getKey().substring(0, dot);
      if (!itsSection.equals(section)) {
        section = itsSection;
        yaml.append(section).append(":\n");
      }
      yaml.append("  ").append(entry.getKey().substring(dot + 1)).append(": ");
      yaml.append(quoted(entry.getValue())).append('\n');
    }
    return yaml.toString();
  }

  private static String quoted(String value) {
    boolean bare = value.matches("-?[0-9.]+|true|false");
    return bare ? value : "'" + value.replace("'", "''") + "'";
  }
}
