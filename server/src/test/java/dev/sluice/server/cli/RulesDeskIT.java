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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Staff change the policy of a running service: by its folder, and by command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesDeskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SHIPPED = Path.of("..", "rules", "catalog");

  private static final String REFUSES_ALL =
      """
      rule "INTAKE-901 Nothing is sold"
      when
        $order : Order( unitCount > 0 )
      then
        routing.refuse("nothing is sold");
      end
      """;

  /** Silent always; on an order of many lines it looks at millions of combinations for that. */
  private static final String COSTLY =
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

  @TempDir static Path folder;
  private final DatabaseAddress database = TestDatabase.createAddress();
  private final List<SluiceServer> replicas = new ArrayList<>();
  private Path catalog = Path.of("");
  private @Nullable SluiceServer server;
  private int orders;

  @BeforeAll
  void importSample() {
    catalog = copy("catalog");
    server = start(catalog);
    Path sample = folder.resolve("sample");
    CommandLines.run("import", "--sample", sample.toString());
    assertThat(
            CommandLines.run("import", sample.toString(), "--target", target(server())).exitCode())
        .isEqualTo(ExitCode.OK);
  }

  /** Each test begins with the shipped rules live, and in the folder. */
  @BeforeEach
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

  @AfterEach
  void stopReplicas() {
    replicas.forEach(SluiceServer::close);
    replicas.clear();
  }

  @AfterAll
  void stop() {
    server().close();
    Run audited = CommandLines.run("audit", "--database-url", url(database));
    assertThat(audited.out()).contains("I8  holds");
  }

  @Test
  void aSavedFileIsLiveAndABadOneIsRefusedWithItsReasons() throws IOException {
    String before = route().getRuleSetVersion();

    save("INTAKE-900 Large orders go first", "unitCount > 50", "routing.priority(70)");
    await().atMost(PATIENCE).until(() -> !status(server()).getObeyedVersion().equals(before));
    String live = status(server()).getObeyedVersion();
    assertThat(route().getRuleSetVersion()).isEqualTo(live);

    save("INTAKE-900 Large orders go first", "unitCuont > 50", "routing.priority(70)");
    await().atMost(PATIENCE).until(() -> status(server()).getCatalog().getProblemsCount() > 0);
    Run status = rules("status");
    assertThat(status.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(status.out())
        .contains("Rule set " + live + " is live", "intake/extra/extra.drl:3", "unitCuont");
    assertThat(route().getRuleSetVersion()).isEqualTo(live);

    save("INTAKE-900 Large orders go first", "unitCount > 60", "routing.priority(70)");
    await().atMost(PATIENCE).until(() -> !status(server()).getObeyedVersion().equals(live));
    assertThat(rules("status").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void publishedRulesAreKeptActivatedComparedAndRolledBack() throws IOException {
    String shipped = status(server()).getLiveVersion();
    Path other = copy("other");
    add(other, rule("INTAKE-900 Large orders go first", "unitCount > 51", "routing.priority(70)"));

    Run kept = rules("publish", other.toString(), "--author", "Li", "--comment", "for 11.11");
    assertThat(kept.exitCode()).isEqualTo(ExitCode.OK);
    String version = kept.out().replaceAll("(?s)Rule set ([0-9a-f]{16}) .*", "$1");
    assertThat(status(server()).getLiveVersion()).isEqualTo(shipped);
    assertThat(rules("list").out()).contains(version + "  kept", "Li", "for 11.11");

    Run diff = rules("diff", version);
    assertThat(diff.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(diff.out()).contains("# intake/extra/extra.drl", "+ 1: rule \"INTAKE-900");
    assertThat(rules("diff", version, other.toString()).exitCode()).isEqualTo(ExitCode.OK);

    assertThat(rules("activate", version).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(route().getRuleSetVersion()).isEqualTo(version);
    assertThat(rules("show").out()).contains("Rule set " + version + ", live", "INTAKE-900");

    assertThat(rules("rollback").out())
        .contains("Rolled back from rule set " + version + " to " + shipped);
    assertThat(route().getRuleSetVersion()).isEqualTo(shipped);
    assertThat(rules("list").out()).contains(version + "  superseded");
    assertThat(rules("activate", "0000000000000000").err()).contains("No rule set of this version");
  }

  @Test
  void rulesInSentencesGoLiveByFolderAndByPublish() throws IOException {
    String before = status(server()).getObeyedVersion();
    Path saved = catalog.resolve("intake/extra/extra.dslr");
    Files.createDirectories(catalog.resolve("intake/extra"));
    Files.writeString(saved, "规则 INTAKE-900：大单优先\n如果订单件数大于50，则优先级设为70\n");
    await().atMost(PATIENCE).until(() -> !status(server()).getObeyedVersion().equals(before));
    assertThat(rules("show").out()).contains("INTAKE-900", "大单优先");

    Files.writeString(saved, "规则 INTAKE-900：大单优先\n如果订单件术大于50，则优先级设为70\n");
    await().atMost(PATIENCE).until(() -> status(server()).getCatalog().getProblemsCount() > 0);
    assertThat(rules("status").out()).contains("intake/extra/extra.dslr:2:5", "件数");
    Files.delete(saved);
    await().atMost(PATIENCE).until(() -> status(server()).getObeyedVersion().equals(before));

    Path other = copy("sentences");
    Files.createDirectories(other.resolve("intake/extra"));
    Files.writeString(
        other.resolve("intake/extra/extra.dslr"),
        "rule INTAKE-900: Large orders go first\n"
            + "if the order's number of units is above 53 then set the priority to 70\n");
    assertThat(rules("publish", other.toString(), "--live").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(route().getRuleSetVersion()).isEqualTo(status(server()).getLiveVersion());
    assertThat(rules("show").out()).contains("Large orders go first");
  }

  @Test
  void rulesThatAreWrongAreNotPublished() throws IOException {
    String live = status(server()).getLiveVersion();
    Path other = copy("wrong");
    add(other, rule("INTAKE-900 Wrong", "unitCuont > 51", "routing.priority(70)"));

    Run run = rules("publish", other.toString(), "--live");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("intake/extra/extra.drl:3", "unitCuont");
    assertThat(status(server()).getLiveVersion()).isEqualTo(live);
  }

  @Test
  void everyReplicaFollowsAlsoOneThatWasAway() throws IOException {
    SluiceServer second = startReplica();
    Path other = copy("for-all");
    add(other, rule("INTAKE-900 Large orders go first", "unitCount > 52", "routing.priority(70)"));

    rules("publish", other.toString(), "--live");
    String version = status(server()).getLiveVersion();
    await().atMost(PATIENCE).until(() -> status(second).getObeyedVersion().equals(version));
    SluiceServer late = startReplica();
    assertThat(status(late).getObeyedVersion()).isEqualTo(version);

    rules("rollback");
    String before = status(server()).getLiveVersion();
    assertThat(before).isNotEqualTo(version);
    await().atMost(PATIENCE).until(() -> status(second).getObeyedVersion().equals(before));
    await().atMost(PATIENCE).until(() -> status(late).getObeyedVersion().equals(before));
  }

  @Test
  void rulesThatWouldRefuseManyOrdersNeedAnExplicitWord() throws IOException {
    List<RoutingPlan> plans = IntStream.range(0, 12).mapToObj(i -> route()).toList();
    awaitRecorded(plans);
    String live = status(server()).getLiveVersion();
    Path other = copy("refusing");
    add(other, REFUSES_ALL);

    Run refused = rules("publish", other.toString(), "--live");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(refused.err()).contains("--accept-impact", "worse ");
    assertThat(status(server()).getLiveVersion()).isEqualTo(live);

    add(catalog, REFUSES_ALL);
    await().atMost(PATIENCE).until(() -> status(server()).getCatalog().getProblemsCount() > 0);
    assertThat(rules("status").out()).contains("[impact]");
    assertThat(status(server()).getLiveVersion()).isEqualTo(live);

    Run meant = rules("publish", other.toString(), "--live", "--accept-impact");
    assertThat(meant.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(meant.out()).contains("would miss something");
    assertThat(route().getUnfulfilledLinesCount()).isEqualTo(1);
  }

  @Test
  void aShadowIsCountedAndNeverObeyed() throws IOException {
    Path other = copy("shadow");
    add(other, REFUSES_ALL);
    Run shadow = rules("publish", other.toString(), "--shadow");
    assertThat(shadow.out()).contains("is the shadow");

    RoutingPlan plan = route();

    assertThat(plan.getUnfulfilledLinesCount()).isZero();
    await().atMost(PATIENCE).until(() -> status(server()).getShadow().getDecisionCount() > 0);
    assertThat(status(server()).getShadow().getWorseCount()).isPositive();
    assertThat(rules("status").out()).contains("was asked on", "leaves unfulfilled");
    String version = status(server()).getShadowVersion();
    rules("activate", version, "--end-shadow");
    assertThat(status(server()).getShadowVersion()).isEmpty();
  }

  @Test
  void rulesThatCostTooMuchAnswerByTheLastGoodOnesAndLeave() throws IOException {
    String good = status(server()).getLiveVersion();
    Path other = copy("costly");
    add(other, COSTLY);
    assertThat(rules("publish", other.toString(), "--live", "--accept-impact").exitCode())
        .isEqualTo(ExitCode.OK);
    String costly = status(server()).getLiveVersion();
    assertThat(costly).isNotEqualTo(good);

    RoutingPlan plan = route(manyLines());

    assertThat(plan.getRuleSetVersion()).isEqualTo(good);
    assertThat(plan.getFallback()).contains(costly);
    await().atMost(PATIENCE).until(() -> status(server()).getLiveVersion().equals(good));
    assertThat(rules("list").out()).contains(costly + "  withdrawn");
    assertThat(route().getFallback()).isEmpty();
  }

  private void save(String name, String condition, String verdict) throws IOException {
    add(catalog, rule(name, condition, verdict));
  }

  /** As editors do it that write beside and rename. */
  private void add(Path to, String rule) throws IOException {
    Path home = Files.createDirectories(to.resolve("intake").resolve("extra"));
    Path beside = folder.resolve("beside");
    Files.writeString(beside, rule);
    Files.move(
        beside,
        home.resolve("extra.drl"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String rule(String name, String condition, String verdict) {
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

  private Path copy(String name) {
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

  private Run rules(String... words) {
    return CommandLines.run(
        Stream.concat(
                Stream.concat(Stream.of("rules"), Stream.of(words)),
                Stream.of("--target", target(server())))
            .toArray(String[]::new));
  }

  private RoutingPlan route() {
    return route("{\"sku\": \"APP-001\", \"quantity\": \"1\"}");
  }

  private RoutingPlan route(String lines) {
    String order =
        """
        {"orderId": "R-%d", "channel": "DOUYIN", "placedTime": "%s",
         "shipTo": {"regionCode": "330106"}, "lines": [%s]}
        """
            .formatted(++orders, Instant.now().minusSeconds(60), lines);
    Run run =
        CommandLines.runWithInput(
            order, "route", "-", "--target", target(server()), "--output", "json");
    RoutingPlan.Builder plan = RoutingPlan.newBuilder();
    try {
      JsonFormat.parser().merge(run.out(), plan);
    } catch (IOException e) {
      throw new UncheckedIOException(run.out() + run.err(), e);
    }
    return plan.build();
  }

  private String manyLines() throws IOException {
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

  private void awaitRecorded(List<RoutingPlan> plans) {
    try (RoutingClient client = client(server())) {
      for (RoutingPlan plan : plans) {
        await()
            .atMost(PATIENCE)
            .until(() -> !client.explainPlan(plan.getPlanId()).getExplanationMissing());
      }
    }
  }

  private SluiceServer server() {
    return Objects.requireNonNull(server);
  }

  private static GetRulesStatusResponse status(SluiceServer of) {
    try (RoutingClient client = client(of)) {
      return client.policy().getStatus();
    }
  }

  private static RoutingClient client(SluiceServer of) {
    return RoutingClient.create(RoutingClientOptions.newBuilder(target(of)).build());
  }

  private static String target(SluiceServer of) {
    return "localhost:" + of.port();
  }

  /** With the shipped rules in its folder, whatever is live. */
  private SluiceServer startReplica() {
    SluiceServer replica = start(SHIPPED.toAbsolutePath().normalize());
    replicas.add(replica);
    return replica;
  }

  private SluiceServer start(Path rules) {
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

  private static String url(DatabaseAddress database) {
    return database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
  }
}
