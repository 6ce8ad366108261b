package dev.sluice.server.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  @TempDir Path parent;

  /** Whatever a failed test left running must be gone before the folder is deleted. */
  @AfterEach
  void killWhatIsLeft() {
    new LeftoverServer(DataFolder.clusterOf(folder())).kill();
  }

  @Test
  void aSecondStartContinuesWhereTheFirstEnded() throws SQLException {
    String password;
    try (EmbeddedDatabase database = start()) {
      write(database, 1);
      password = database.address().password();
    }
    assertThat(runningProcesses()).isEmpty();
    try (EmbeddedDatabase database = start()) {
      assertThat(rows(database)).isEqualTo(1);
      assertThat(database.address().password()).isEqualTo(password);
    }
  }

  @Test
  void itIsDurableAndAsksForAPasswordOnLoopbackOnly() throws SQLException, IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder(), 0)) {
      assertThat(show(database, "fsync")).isEqualTo("on");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
      assertThat(show(database, "full_page_writes")).isEqualTo("on");
      assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(database.superuserAddress("postgres"), "SHOW unix_socket_directories"))
          .isEmpty();
      assertThat(show(database, "is_superuser")).isEqualTo("off");

      DatabaseAddress right = database.address();
      DatabaseAddress wrong = new DatabaseAddress(right.jdbcUrl(), right.user(), "guess");
      assertThatThrownBy(wrong::connect)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(hbaMethods(database)).containsOnly("scram-sha-256");

      Path passwordFile = DataFolder.passwordFile(database.folder());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile)))
          .isEqualTo("rw-------");
      for (InetAddress other : otherAddresses()) {
        assertThatThrownBy(() -> new Socket(other, database.port()).close())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aKilledServerRecoversWhatWasCommitted() throws SQLException, IOException {
    try (EmbeddedDatabase database = start()) {
      write(database, 1);
      ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
    }
    try (EmbeddedDatabase database = start()) {
      assertThat(rows(database)).isEqualTo(1);
    }
  }

  @Test
  void aServerThatOutlivedItsKilledProcessIsReplaced() throws Exception {
    Process other = startInOtherProcess();
    long orphan;
    try {
      orphan = postmaster();
      try (Connection connection = EmbeddedDatabase.findRunning(folder()).orElseThrow().connect()) {
        execute(connection, "CREATE TABLE mark AS SELECT 1");
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(runningProcesses()).contains(orphan);

    try (EmbeddedDatabase database = start()) {
      assertThat(runningProcesses()).contains(postmaster()).doesNotContain(orphan);
      assertThat(rows(database)).isEqualTo(1);
    }
  }

  @Test
  void aFolderInUseByAnotherProcessIsRefusedAndLeftAlone() throws Exception {
    Process other = startInOtherProcess();
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("Data folder " + folder())
          .hasMessageContaining("is in use by another Sluice (process " + other.pid())
          .hasMessageContaining("\nMaybe ");
      assertThat(runningProcesses()).contains(postmaster());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondStartInTheSameProcessIsRefusedAndDoesNotLoseTheLock() throws Exception {
    try (EmbeddedDatabase database = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("is in use");

      Process other = startOtherProcess();
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(new String(other.getInputStream().readAllBytes(), UTF_8)).contains("is in use");
      write(database, 1);
    }
  }

  @Test
  void aStalePidFileThatNamesAnotherProgramDoesNoHarm() throws SQLException, IOException {
    Path cluster;
    try (EmbeddedDatabase database = start()) {
      write(database, 1);
      cluster = DataFolder.clusterOf(database.folder());
    }
    long innocent = ProcessHandle.current().pid();
    Files.writeString(
        cluster.resolve("postmaster.pid"), innocent + "\n" + cluster + "\n0\n5432\n\n\n\n");
    try (EmbeddedDatabase database = start()) {
      assertThat(rows(database)).isEqualTo(1);
    }
  }

  @Test
  void whatAnInterruptedFirstStartLeftIsRemoved() throws IOException, SQLException {
    Path half = Files.createDirectories(folder().resolve("postgres.new-1234/base"));
    try (EmbeddedDatabase database = start()) {
      write(database, 1);
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void anotherMajorVersionIsRefused() throws IOException {
    start().close();
    Files.writeString(DataFolder.clusterOf(folder()).resolve("PG_VERSION"), "13\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("was made by PostgreSQL 13, this Sluice brings PostgreSQL 18");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedDatabase.start(
                      folder(), taken.getLocalPort(), TestDatabase.fastSettings()))
          .isInstanceOf(SetupException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " is in use");
    }
    assertThat(runningProcesses()).isEmpty();
  }

  @Test
  void aWrongPasswordFileIsNamedAndNothingKeepsRunning() throws IOException {
    start().close();
    Files.writeString(DataFolder.passwordFile(folder()), "another");

    assertThatThrownBy(this::start)
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("database.password is not the one this database was made with");
    assertThat(runningProcesses()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(folder(), "");

    assertThatThrownBy(this::start)
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("Data folder " + folder() + " cannot be used")
        .hasMessageContaining("--data DIR");
  }

  private Path folder() {
    // What a shell would trip over must not matter.
    return parent.resolve("数据 $HOME 'x'");
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(folder(), 0, TestDatabase.fastSettings());
  }

  private Process startInOtherProcess() throws IOException {
    Process process = startOtherProcess();
    int started = process.getInputStream().read();
    assertThat(started).as("first byte of the other process").isEqualTo('+');
    return process;
  }

  private Process startOtherProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            folder().toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Starts the database of a folder, says so with one character, and waits to be killed. */
  static final class OtherProcess {
    public static void main(String[] arguments) throws InterruptedException {
      try {
        EmbeddedDatabase.start(Path.of(arguments[0]), 0, TestDatabase.fastSettings());
      } catch (SetupException e) {
        System.out.print(e.getMessage());
        System.out.flush();
        return;
      }
      System.out.print('+');
      System.out.flush();
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private long postmaster() throws IOException {
    Path pidFile = DataFolder.clusterOf(folder()).resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
  }

  private List<Long> runningProcesses() {
    return new LeftoverServer(DataFolder.clusterOf(folder())).processIds();
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static void write(EmbeddedDatabase database, int value) throws SQLException {
    try (Connection connection = database.address().connect()) {
      execute(connection, "CREATE TABLE IF NOT EXISTS mark (id int)");
      execute(connection, "INSERT INTO mark VALUES (" + value + ")");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int rows(EmbeddedDatabase database) throws SQLException {
    return Integer.parseInt(query(database.address(), "SELECT count(*) FROM mark"));
  }

  private static String show(EmbeddedDatabase database, String setting) throws SQLException {
    return query(database.address(), "SHOW " + setting);
  }

  private static List<String> hbaMethods(EmbeddedDatabase database) throws SQLException {
    return List.of(
        query(
                database.superuserAddress("postgres"),
                "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules")
            .split(",", -1));
  }

  private static String query(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
