package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.cli.CommandLines.Run;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running service with the sample network, whose rules tests change by folder and command. */
final class RunningDesk implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Path SHIPPED = Path.of("..", "rules", "catalog");

  static final String REFUSES_ALL =
      """
      rule "INTAKE-901 Nothing is sold"
      when
        $order : Order( unitCount > 0 )
      then
        routing.refuse("nothing is sold");
      end
      """;

  /** Silent always; on an order of many lines it looks at millions of combinations for that. */
  static final String COSTLY =
      """
      rule "INTAKE-902 Looks at too much"
      when
        $a : Line()
        $b : Line( quantity >= $a.quantity )
        $c : Line( quantity > $b.quantity, quantity < $a.quantity )
      then
        routing.priority(1);
      end
      """;

  static final String ONE_LINE = "{\"sku\": \"APP-001\", \"quantity\": \"1\"}";

  private final Path folder;
  private final Instant placedTime = Instant.now().minusSeconds(60);
  private final DatabaseAddress database = TestDatabase.createAddress();
  private final List<SluiceServer> replicas = new ArrayList<>();
  private final Path catalog;
  private final SluiceServer server;
  private int orders;

  /**
   * @param folder for what it writes; the catalog it watches is in it
   */
  RunningDesk(Path folder) {
    this.folder = folder;
    catalog = copy("catalog");
    server = start(catalog);
    Path sample = folder.resolve("sample");
    CommandLines.run("import", "--sample", sample.toString());
    assertThat(CommandLines.run("import", sample.toString(), "--target", target(server)).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  /** The shipped rules are live, and in the folder. */
  void beginWithShippedRules() throws IOException {
    Files.deleteIfExists(catalog.resolve("intake/extra/extra.drl"));
    Files.deleteIfExists(catalog.resolve("intake/extra/extra.dslr"));
    rules("publish", SHIPPED.toString(), "--live", "--accept-impact");
    String shipped = status(server()).getLiveVersion();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(status(server()).getCatalog().getVersion()).isEqualTo(shipped));
    assertThat(status(server()).getObeyedVersion()).isEqualTo(shipped);
  }

  void stopReplicas() {
    replicas.forEach(SluiceServer::close);
    replicas.clear();
  }

  @Override
  public void close() {
    stopReplicas();
    server.close();
    Run audited = CommandLines.run("audit", "--database-url", url(database));
    assertThat(audited.out()).contains("I8  holds");
  }

  /** What the first replica watches. */
  Path catalog() {
    return catalog;
  }

  /** As editors do it that write beside and rename. */
  void add(Path to, String rule) throws IOException {
    Path home = Files.createDirectories(to.resolve("intake").resolve("extra"));
    Path beside = folder.resolve("beside");
    Files.writeString(beside, rule);
    Files.move(
        beside,
        home.resolve("extra.drl"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static String rule(String name, String condition, String verdict) {
    return """
    rule "%s"
    when
      $order : Order( %s )
    then
      %s;
    end
    """
        .formatted(name, condition, verdict);
  }

  Path copy(String name) {
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(SHIPPED.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copied.getParent()));
        Files.copy(file, copied);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  Run rules(String... words) {
    return CommandLines.run(
        Stream.concat(
                Stream.concat(Stream.of("rules"), Stream.of(words)),
                Stream.of("--target", target(server())))
            .toArray(String[]::new));
  }

  RoutingPlan route() {
    return route(ONE_LINE);
  }

  RoutingPlan route(String lines) {
    return route(server, "R-" + ++orders, lines);
  }

  /** Routes an order at one of the replicas. */
  RoutingPlan route(SluiceServer at, String orderId, String lines) {
    Run run =
        CommandLines.runWithInput(
            order(orderId, lines), "route", "-", "--target", target(at), "--output", "json");
    RoutingPlan.Builder plan = RoutingPlan.newBuilder();
    try {
      JsonFormat.parser().merge(run.out(), plan);
    } catch (IOException e) {
      throw new UncheckedIOException(run.out() + run.err(), e);
    }
    return plan.build();
  }

  /** As `sluice route` reads it; the same each time it is asked for. */
  String order(String orderId, String lines) {
    return """
    {"orderId": "%s", "channel": "DOUYIN", "placedTime": "%s",
     "shipTo": {"regionCode": "330106"}, "lines": [%s]}
    """
        .formatted(orderId, placedTime, lines);
  }

  String manyLines() throws IOException {
    try (Stream<String> products = Files.lines(folder.resolve("sample").resolve("products.csv"))) {
      List<String> skus =
          products
              .map(line -> line.split(",", 2)[0])
              .filter(sku -> sku.matches("[A-Z]+-[0-9]+"))
              .limit(180)
              .toList();
      return skus.stream()
          .map(sku -> "{\"sku\": \"%s\", \"quantity\": \"1\"}".formatted(sku))
          .collect(Collectors.joining(","));
    }
  }

  void awaitRecorded(List<RoutingPlan> plans) {
    try (RoutingClient client = client(server())) {
      for (RoutingPlan plan : plans) {
        await()
            .atMost(PATIENCE)
            .until(() -> !client.explainPlan(plan.getPlanId()).getExplanationMissing());
      }
    }
  }

  /** The first replica. */
  SluiceServer server() {
    return server;
  }

  static GetRulesStatusResponse status(SluiceServer of) {
    try (RoutingClient client = client(of)) {
      return client.policy().getStatus();
    }
  }

  static RoutingClient client(SluiceServer of) {
    return RoutingClient.create(RoutingClientOptions.newBuilder(target(of)).build());
  }

  static String target(SluiceServer of) {
    return "localhost:" + of.port();
  }

  /** With the shipped rules in its folder, whatever is live. */
  SluiceServer startReplica() {
    SluiceServer replica = start(SHIPPED.toAbsolutePath().normalize());
    replicas.add(replica);
    return replica;
  }

  SluiceServer start(Path rules) {
    ConfigOverrides overrides =
        ConfigOverrides.none()
            .with("grpc.port", "--port", "0")
            .with("rules.catalog", "test", rules.toString())
            .with("rules.compiledFolder", "test", folder.resolve("compiled").toString())
            .with("routing.defaultDeadlineMillis", "test", "60000")
            .with("database.url", "--database-url", url(database));
    return SluiceServer.start(
        ServerConfig.load(Path.of("..").toAbsolutePath().normalize(), null, overrides, Map.of()));
  }

  static String url(DatabaseAddress database) {
    return database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
  }
}
