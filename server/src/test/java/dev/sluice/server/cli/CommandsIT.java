package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.cli.CommandLines.Run;
import dev.sluice.server.cli.journal.ClientJournal;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real server and database, with the sample network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {

  @TempDir static Path folder;
  private final DatabaseAddress database = TestDatabase.createAddress();
  private final SluiceServer server = SluiceServer.start(config(database));
  private final String target = "localhost:" + server.port();

  @BeforeAll
  void importSample() {
    assertThat(CommandLines.run("import", "--sample", sample().toString()).exitCode())
        .isEqualTo(ExitCode.OK);
    Run imported = CommandLines.run("import", sample().toString(), "--target", target);
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).contains("Products", "Imported into " + target);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anOrderIsRoutedExplainedAndAudited() {
    Run routed =
        CommandLines.runWithInput(order("D-1", "APP-001"), "route", "-", "--target", target);
    assertThat(routed.err()).isEmpty();
    assertThat(routed.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(routed.out()).contains("Order DOUYIN D-1 ships from", "tariff", "cash");

    Run explained =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> CommandLines.run("explain", "D-1", "--target", target),
                run -> run.out().contains("Rules that spoke"));
    assertThat(explained.out()).contains("chosen", "Next best", "Candidates:");

    Run audited = CommandLines.run("audit", "--database-url", url(database));
    assertThat(audited.err()).isEmpty();
    assertThat(audited.out()).contains("I2  holds", "invariants hold");
    assertThat(audited.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatHappenedIsPrintedFromAnyPositionOn() {
    CommandLines.runWithInput(order("D-E1", "APP-001"), "route", "-", "--target", target);
    CommandLines.runWithInput(order("D-E2", "APP-001"), "route", "-", "--target", target);

    Run all = CommandLines.run("events", "--database-url", url(database));
    assertThat(all.err()).isEmpty();
    assertThat(all.exitCode()).isEqualTo(ExitCode.OK);
    List<String> first = all.outLines().stream().filter(line -> line.contains("\"D-E1\"")).toList();
    assertThat(first).hasSize(1);
    assertThat(first.get(0)).contains("\"event\":\"ROUTED\"", "\"warehouseId\":\"");

    String position = first.get(0).replaceAll(".*\"position\":\"([^\"]*)\".*", "$1");
    Run rest =
        CommandLines.run(
            "events", "--from", position, "--limit", "1", "--database-url", url(database));
    assertThat(rest.outLines()).hasSize(1);
    assertThat(rest.out()).contains("\"D-E2\"");

    assertThat(CommandLines.run("events", "--from", "here").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theAuditFindsWhatAClientWasToldAndIsNotSo() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    Run routed =
        CommandLines.runWithInput(
            order("D-J", "APP-001"), "route", "-", "--target", target, "--output", "json");
    RoutingPlan.Builder plan = RoutingPlan.newBuilder();
    JsonFormat.parser().merge(routed.out(), plan);
    try (ClientJournal told = ClientJournal.appendTo(journal)) {
      told.add(plan.build(), Instant.now());
    }
    assertThat(audit(journal).out()).contains("I4  holds");
    assertThat(audit(journal).exitCode()).isEqualTo(ExitCode.OK);

    try (ClientJournal told = ClientJournal.appendTo(journal)) {
      told.add(plan.clone().setRuleSetVersion("other").build(), Instant.now());
      told.add(plan.clone().setPlanId("20200101-lost").build(), Instant.now());
    }
    Run audited = audit(journal);
    assertThat(audited.out()).contains("I4  VIOLATED 2", "20200101-lost", "other content");
    assertThat(audited.exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  private Run audit(Path journal) {
    return CommandLines.run(
        "audit", "--journal", journal.toString(), "--database-url", url(database));
  }

  @Test
  void aDryRunPlansWithoutStoring() {
    Run planned =
        CommandLines.runWithInput(
            order("D-DRY", "APP-001"), "route", "-", "--plan-only", "--target", target);
    assertThat(planned.out()).contains("(not stored)");

    assertThat(CommandLines.run("explain", "D-DRY", "--target", target).exitCode())
        .isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void anUnknownSkuIsNamedAndTheOthersAreRouted() {
    Run run =
        CommandLines.runWithInput(
            order("D-2", "NOPE") + order("D-3", "APP-002"), "route", "-", "--target", target);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).contains("D-2", "NOPE").contains("Answered: 1, failed: 1.");
    assertThat(run.out()).contains("D-3");
  }

  @Test
  void theSameOrderWithOtherContentIsRefused() {
    String first = order("D-4", "APP-001");
    assertThat(CommandLines.runWithInput(first, "route", "-", "--target", target).exitCode())
        .isEqualTo(ExitCode.OK);

    Run other =
        CommandLines.runWithInput(
            first.replace("APP-001", "APP-002"), "route", "-", "--target", target);
    assertThat(other.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(other.err()).contains("routed before with other content", "plan_id");
  }

  @Test
  void aBrokenNetworkChangesNothing() throws IOException {
    Path broken = folder.resolve("broken");
    CommandLines.run("import", "--sample", broken.toString());
    Path stock = broken.resolve("stock.csv");
    Files.writeString(
        stock, Files.readString(stock) + "NO-SUCH-WAREHOUSE,APP-001,5,0\n", StandardCharsets.UTF_8);

    Run run = CommandLines.run("import", broken.toString(), "--target", target);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).contains("stock.csv line", "NO-SUCH-WAREHOUSE", "Nothing was changed.");
  }

  private static Path sample() {
    return folder.resolve("sample");
  }

  private static String order(String orderId, String sku) {
    return """
    {"orderId": "%s", "channel": "DOUYIN", "placedTime": "%s",
     "shipTo": {"regionCode": "330106"}, "lines": [{"sku": "%s", "quantity": "1"}]}
    """
        .formatted(orderId, Instant.now().minusSeconds(60), sku);
  }

  private static ServerConfig config(DatabaseAddress database) {
    ConfigOverrides overrides =
        ConfigOverrides.none()
            .with("grpc.port", "--port", "0")
            .with("database.url", "--database-url", url(database));
    return ServerConfig.load(Path.of("..").toAbsolutePath().normalize(), null, overrides, Map.of());
  }

  private static String url(DatabaseAddress database) {
    return database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
  }
}
