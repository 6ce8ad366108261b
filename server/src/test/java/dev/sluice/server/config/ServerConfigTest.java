package dev.sluice.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
  @TempDir Path folder;

  @Test
  void defaultsStandBelowTheHomeFolder() {
    ServerConfig config = ServerConfig.defaults(Path.of("/opt/sluice"));

    assertThat(config.grpc().port()).isEqualTo(50051);
    assertThat(config.database().url()).isEmpty();
    assertThat(config.database().dataFolder()).isEqualTo(Path.of("/opt/sluice/data"));
    assertThat(config.rules().catalog()).isEqualTo(Path.of("/opt/sluice/rules/catalog"));
    assertThat(config.routing().decisionThreads()).isPositive();
    assertThat(config.capacityDay().shareZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void aServerThatIsCutOffLosesItsLocksWithinFiveSeconds() {
    DatabaseConfig database = ServerConfig.defaults(Path.of("/opt/sluice")).database();

    // At worst it is cut off while it waits for a lock, and then never asks for more.
    assertThat(database.lockTimeout().plus(database.idleInTransactionTimeout()))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void theFileReplacesDefaultsAndItsPathsStartAtItsFolder() throws IOException {
    ServerConfig config =
        load(
            """
            # half a file
            grpc:
              port: 6000
            database:
              dataFolder: here
              statementTimeoutMillis: 1500
            retention:
            """);

    assertThat(config.grpc().port()).isEqualTo(6000);
    assertThat(config.grpc().host()).isEqualTo("127.0.0.1");
    assertThat(config.database().dataFolder()).isEqualTo(folder.resolve("here"));
    assertThat(config.database().statementTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.retention().days()).isEqualTo(30);
  }

  @Test
  void aFileOfCommentsIsFine() throws IOException {
    assertThat(load("# nothing yet\n")).isEqualTo(ServerConfig.defaults(Path.of("/home")));
  }

  @Test
  void flagsWinOverEnvironmentAndFile() throws IOException {
    Path file = write("grpc:\n  port: 6000\ndatabase:\n  password: from-file\n");
    ConfigOverrides flags = ConfigOverrides.none().with("grpc.port", "--port", "7000");

    ServerConfig config =
        ServerConfig.load(
            Path.of("/home"), file, flags, Map.of("SLUICE_DATABASE_PASSWORD", "from-environment"));

    assertThat(config.grpc().port()).isEqualTo(7000);
    assertThat(config.database().password()).contains("from-environment");
    assertThat(config.toString()).doesNotContain("from-environment");
  }

  @Test
  void anUnknownKeyNamesFileLineValueAndTheNearestKey() {
    assertFailure("routing:\n  maxReplans: 1\n  shortListSise: 20\n")
        .hasMessageContaining("sluice.yaml line 3: routing.shortListSise (20) is not a")
        .hasMessageContaining("\nMaybe you meant routing.shortlistSize;");
  }

  @Test
  void aMistypedPasswordKeyDoesNotShowThePassword() {
    assertFailure("database:\n  pasword: geheim\n")
        .hasMessageContaining("database.pasword is not a")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aValueOutOfRangeNamesTheRangeAndTheDefault() {
    assertFailure("grpc:\n\n  port: 70000\n")
        .hasMessageContaining("sluice.yaml line 3: grpc.port is 70000, must be 0 to 65535")
        .hasMessageContaining("\nMaybe leave it out: the default is 50051.");
    assertFailure("database:\n  lockTimeoutMillis: 2s\n")
        .hasMessageContaining("database.lockTimeoutMillis is 2s, must be 50 to 60000 ms");
    assertFailure("capacityDay:\n  shareZone: Asia/Shangai\n")
        .hasMessageContaining("capacityDay.shareZone is Asia/Shangai, must be a time zone name");
  }

  @Test
  void aFlagOutOfRangeNamesTheFlag() {
    ConfigOverrides flags = ConfigOverrides.none().with("grpc.port", "--port", "http");

    assertThatThrownBy(() -> ServerConfig.load(folder, null, flags, Map.of()))
        .isInstanceOf(SetupException.class)
        .hasMessageStartingWith("--port is http, must be 0 to 65535");
  }

  @Test
  void brokenFilesAreExplained() throws IOException {
    assertFailure("grpc:\n\tport: 1\n").hasMessageContaining("sluice.yaml line 2 is not YAML");
    assertFailure("grpc: 5\n").hasMessageContaining("line 1: grpc is a section, not a value");
    assertFailure("grpc:\n  port:\n").hasMessageContaining("line 2: grpc.port has no single value");
    assertFailure("just words\n").hasMessageContaining("line 1 is not a list of keys");
    assertFailure("grpc:\n  port: 1\n  port: 2\n")
        .hasMessageContaining("line 3: grpc.port is set a second time (first on line 2)");
    Path gbk = folder.resolve("gbk.yaml");
    Files.write(gbk, "# 端口\n".getBytes(Charset.forName("GBK")));
    assertThatThrownBy(() -> load(gbk)).hasMessageContaining("gbk.yaml is not UTF-8 text");
    assertThatThrownBy(() -> load(folder.resolve("none.yaml")))
        .hasMessageContaining("none.yaml does not exist");
  }

  private ServerConfig load(String text) throws IOException {
    return load(write(text));
  }

  private static ServerConfig load(Path file) {
    return ServerConfig.load(Path.of("/home"), file, ConfigOverrides.none(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("sluice.yaml"), text);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFailure(String text) {
    return assertThatThrownBy(() -> load(text)).isInstanceOf(SetupException.class);
  }
}
