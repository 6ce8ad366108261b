package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.RoutingClient;
import dev.sluice.server.SluiceServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the service says of itself to those who run it. */
class A13_WatchingIT {

  private static final Path PAGE = Path.of("..", "docs", "operating.md");
  private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=");

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void metricsTellWhatTheServiceDid() throws Exception {
    sluice.sells("TEA", at("Hangzhou", 10));

    try (SluiceServer watched =
            SluiceServer.start(
                TestService.config(
                    TestService.on(sluice.database())
                        .with("grpc.port", "test", "0")
                        .with("admin.port", "test", "0")),
                sluice.clock());
        RoutingClient client = TestService.client(watched)) {
      client.routeOrder(sluice.order("watched").line("TEA", 1).build());
      int port = watched.metricsPort().orElseThrow();

      HttpResponse<String> answer = get(port, "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("sluice_ledger_orders_total 1.0")
          .contains("sluice_cache_requests_total{cache=\"stock\",result=\"miss\"}")
          .contains("sluice_audit_violations{invariant=\"I2\"} NaN")
          .contains("sluice_journal_lost_total 0.0")
          .contains("sluice_rules_spoken_total{rule=\"PREF-010\"} 1.0")
          .contains("sluice_rules_spoken_total{rule=\"ELIG-010\"} 0.0")
          .contains("sluice_rules_catalog_refusals_total 0.0")
          .contains("sluice_outbox_lag_seconds");
      assertThat(get(port, "/metrics/all").statusCode()).isEqualTo(404);
      assertThat(rowsOfThePage()).containsExactlyInAnyOrderElementsOf(rows(answer.body()));
    }
  }

  @Test
  void nobodyListensUnlessAsked() {
    assertThat(sluice.server().metricsPort()).isEmpty();
  }

  private static List<String> rowsOfThePage() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.matches("[|] `sluice_[a-z_]+` .*"))
        .toList();
  }

  /** The service's own metrics as the page lists them. */
  private static List<String> rows(String scraped) {
    Map<String, String> meanings = new TreeMap<>();
    Map<String, String> types = new TreeMap<>();
    Map<String, SortedSet<String>> labels = new TreeMap<>();
    for (String line : scraped.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        meanings.put(words[2], words[3]);
      } else if (line.startsWith("# TYPE ")) {
        types.put(words[2], words[3]);
      } else {
        SortedSet<String> names =
            labels.computeIfAbsent(line.split("[{ ]", 2)[0], unused -> new TreeSet<>());
        LABEL.matcher(words[0]).results().forEach(label -> names.add(label.group(1)));
      }
    }
    return meanings.keySet().stream()
        .filter(name -> name.startsWith("sluice_"))
        .map(
            name ->
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        name,
                        types.get(name),
                        String.join(", ", labels.getOrDefault(name, new TreeSet<>())),
                        meanings.get(name)))
        .toList();
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
