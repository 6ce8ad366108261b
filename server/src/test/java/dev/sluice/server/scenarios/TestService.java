package dev.sluice.server.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.Handling;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.postgres.Audit;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running Sluice and a client of it, one for a test class: on a database of its own, with the
 * shipped rules, on a clock that stands still until it is moved.
 */
final class TestService implements BeforeAllCallback, AfterAllCallback {

  /** A Wednesday, ten in the morning in China: every warehouse still ships today. */
  static final Instant MORNING = Instant.parse("2025-06-18T02:00:00Z");

  static final String CHANNEL = "DOUYIN";

  private final TestNetwork network;
  private final SettableClock clock = new SettableClock(MORNING);
  private @Nullable DatabaseAddress database;
  private @Nullable SluiceServer server;
  private @Nullable RoutingClient client;

  private TestService(TestNetwork network) {
    this.network = network;
  }

  static TestService with(TestNetwork network) {
    return new TestService(network);
  }

  /** Where units are, see {@link #sells}. */
  record Stock(String warehouseId, long units) {}

  static Stock at(String warehouseId, long units) {
    return new Stock(warehouseId, units);
  }

  /** Nested classes share what their outermost one started. */
  @Override
  public void beforeAll(ExtensionContext context) {
    if (isNested(context)) {
      return;
    }
    database = TestDatabase.createAddress();
    start();
    client().network().importNetwork(List.of(network.build().build()));
  }

  /** Whatever a lesson was about: in the end the books must be right. */
  @Override
  public void afterAll(ExtensionContext context) {
    if (isNested(context)) {
      return;
    }
    stop();
    assertThat(Audit.of(database()))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.holds()).as("%s", finding).isTrue());
  }

  /** Stops the server and starts another one on the same database, as a new version would be. */
  void restart() {
    stop();
    start();
  }

  /** The same with the rule files of this folder. */
  void restart(Path catalog) {
    stop();
    serve(
        SluiceServer.start(
            config(
                on(database())
                    .with("grpc.port", "--port", "0")
                    .with("rules.catalog", "test", catalog.toString())),
            clock));
  }

  RoutingClient client() {
    return Objects.requireNonNull(client, "The service is not running");
  }

  TestNetwork network() {
    return network;
  }

  SettableClock clock() {
    return clock;
  }

  DatabaseAddress database() {
    return Objects.requireNonNull(database);
  }

  /** Adds an ordinary product and its stock. */
  void sells(String sku, Stock... stock) {
    sells(sku, List.of(), stock);
  }

  /** Adds a product that needs some handling, and its stock. */
  void sells(String sku, List<Handling> handling, Stock... stock) {
    sells(sku, product -> product.addAllHandling(handling), stock);
  }

  /** Adds a product that differs from the ordinary, and its stock. */
  void sells(String sku, Consumer<Product.Builder> difference, Stock... stock) {
    network.product(sku, difference);
    ImportNetworkRequest.Builder everything = network.build();
    for (Stock there : stock) {
      everything.addStock(
          StockRecord.newBuilder()
              .setWarehouseId(there.warehouseId())
              .setSku(sku)
              .setOnHand(there.units()));
    }
    client().network().importNetwork(List.of(everything.build()));
  }

  /** An order that a standard customer in Shanghai placed just now. */
  Orders.Builder order(String orderId) {
    return Orders.order(CHANNEL, orderId, clock.now()).shipTo(City.SHANGHAI.code());
  }

  RoutingPlan route(Orders.Builder order) {
    return route(order.build());
  }

  RoutingPlan route(Order order) {
    return client().routeOrder(order);
  }

  /** The plan of an order in one line. */
  String routed(Orders.Builder order) {
    return Plans.describe(route(order));
  }

  /** The plan in full, once its explanation is written. */
  GetPlanResponse explained(RoutingPlan plan) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client().explainPlan(plan.getPlanId()), full -> !full.getExplanationMissing());
  }

  /** Units that can still be promised. */
  long available(String sku, String warehouseId) {
    return position(sku, warehouseId).getAvailableToPromise();
  }

  StockPosition position(String sku, String warehouseId) {
    List<StockPosition> there =
        client().stock().listAvailability(List.of(sku)).stream()
            .filter(position -> position.getWarehouseId().equals(warehouseId))
            .toList();
    assertThat(there).as("positions of %s at %s", sku, warehouseId).hasSize(1);
    return there.get(0);
  }

  /** The shipped rules, and what is given. */
  static ServerConfig config(ConfigOverrides overrides) {
    Path project = Path.of("..").toAbsolutePath().normalize();
    return ServerConfig.load(project, null, overrides, Map.of());
  }

  /** Keep everything in this database, and let a slow machine take its time. */
  static ConfigOverrides on(DatabaseAddress database) {
    return ConfigOverrides.none()
        .with("routing.defaultDeadlineMillis", "test", "60000")
        .with("rules.compiledFolder", "test", "server/target/compiled-rules")
        .with("database.url", "--database-url", database.jdbcUrl())
        .with("database.user", "test", Objects.requireNonNull(database.user()))
        .with("database.password", "test", Objects.requireNonNull(database.password()));
  }

  /** One more server on the same database. */
  SluiceServer startReplica() {
    return SluiceServer.start(config(on(database()).with("grpc.port", "--port", "0")), clock);
  }

  SluiceServer server() {
    return Objects.requireNonNull(server, "The service is not running");
  }

  /** A client that calls these servers in turn. */
  static RoutingClient client(SluiceServer... servers) {
    String[] targets =
        Stream.of(servers).map(server -> "localhost:" + server.port()).toArray(String[]::new);
    return RoutingClient.create(RoutingClientOptions.newBuilder(targets).build());
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static boolean isNested(ExtensionContext context) {
    return context.getRequiredTestClass().isAnnotationPresent(Nested.class);
  }

  private void start() {
    serve(startReplica());
  }

  private void serve(SluiceServer started) {
    server = started;
    client = client(started);
  }

  private void stop() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
