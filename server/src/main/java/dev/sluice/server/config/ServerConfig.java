package dev.sluice.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the service is told at start; one record per package. docs/configuration.md explains
 * every key.
 */
public record ServerConfig(
    GrpcConfig grpc,
    AdminConfig admin,
    DatabaseConfig database,
    RoutingConfig routing,
    PricesConfig prices,
    CapacityDayConfig capacityDay,
    RetentionConfig retention,
    JournalConfig journal,
    RulesConfig rules,
    CacheConfig cache) {

  private static final long MICROS_PER_FEN = 10_000;

  /**
   * The defaults alone.
   *
   * @param home the project's folder, below which the data and the rules are by default
   */
  public static ServerConfig defaults(Path home) {
    return load(home, null, ConfigOverrides.none(), Map.of());
  }

  /**
   * Takes each key from the first that sets it: command line, environment, file, default.
   *
   * @param home the project's folder, below which the data and the rules are by default
   * @param file YAML; null when none was named. Relative paths in it start at its folder
   * @param environment the process's variables; only SLUICE_DATABASE_PASSWORD is read
   * @throws SetupException when a value is out of range or a key unknown
   */
  public static ServerConfig load(
      Path home, @Nullable Path file, ConfigOverrides overrides, Map<String, String> environment) {
    return read(new ConfigValues(home, file, overrides, environment));
  }

  private static ServerConfig read(ConfigValues values) {
    return new ServerConfig(
        new GrpcConfig(
            values.get(ConfigKeys.GRPC_HOST),
            values.get(ConfigKeys.GRPC_PORT),
            values.get(ConfigKeys.GRPC_MAX_INBOUND_MESSAGE_BYTES),
            values.get(ConfigKeys.GRPC_MAX_CONCURRENT_CALLS),
            values.get(ConfigKeys.GRPC_SHUTDOWN_GRACE)),
        new AdminConfig(values.get(ConfigKeys.ADMIN_HOST), values.get(ConfigKeys.ADMIN_PORT)),
        database(values),
        new RoutingConfig(
            values.get(ConfigKeys.ROUTING_SHORTLIST_SIZE),
            values.get(ConfigKeys.ROUTING_SERVICES_PER_WAREHOUSE),
            decisionThreads(values.get(ConfigKeys.ROUTING_DECISION_THREADS)),
            values.get(ConfigKeys.ROUTING_MAX_REPLANS),
            values.get(ConfigKeys.ROUTING_WORK_BOUND_STEPS),
            values.get(ConfigKeys.ROUTING_DEFAULT_DEADLINE)),
        new PricesConfig(
            values.get(ConfigKeys.PRICES_WAREHOUSES),
            values.get(ConfigKeys.PRICES_LANES),
            values.get(ConfigKeys.PRICES_CARRIERS),
            values.get(ConfigKeys.PRICES_SHARES),
            values.get(ConfigKeys.PRICES_SHARE_EDGE_FEN) * MICROS_PER_FEN,
            values.get(ConfigKeys.PRICES_STOCK),
            values.get(ConfigKeys.PRICES_REFRESH),
            values.get(ConfigKeys.PRICES_SOLVE_BUDGET)),
        new CapacityDayConfig(
            values.get(ConfigKeys.CAPACITY_DAY_SHARE_ZONE),
            values.get(ConfigKeys.CAPACITY_DAY_SHARE_ROLL_HOUR)),
        new RetentionConfig(values.get(ConfigKeys.RETENTION_DAYS)),
        new JournalConfig(values.get(ConfigKeys.JOURNAL_ENABLED)),
        new RulesConfig(
            values.get(ConfigKeys.RULES_CATALOG), values.get(ConfigKeys.RULES_COMPILED_FOLDER)),
        new CacheConfig(
            values.get(ConfigKeys.CACHE_STOCK_POSITIONS),
            values.get(ConfigKeys.CACHE_WAREHOUSE_LOAD_ENTRIES),
            values.get(ConfigKeys.CACHE_CARRIER_CAPACITY_ENTRIES),
            values.get(ConfigKeys.CACHE_REGIONAL_COVERAGE_ENTRIES),
            values.get(ConfigKeys.CACHE_EXPIRY)));
  }

  private static DatabaseConfig database(ConfigValues values) {
    return new DatabaseConfig(
        optional(values.get(ConfigKeys.DATABASE_URL)),
        optional(values.get(ConfigKeys.DATABASE_USER)),
        optional(values.get(ConfigKeys.DATABASE_PASSWORD)),
        values.get(ConfigKeys.DATABASE_DATA_FOLDER),
        values.get(ConfigKeys.DATABASE_EMBEDDED_PORT),
        values.get(ConfigKeys.DATABASE_POOL_SIZE),
        values.get(ConfigKeys.DATABASE_CONNECTION_TIMEOUT),
        values.get(ConfigKeys.DATABASE_STATEMENT_TIMEOUT),
        values.get(ConfigKeys.DATABASE_LOCK_TIMEOUT),
        values.get(ConfigKeys.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT));
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static int decisionThreads(int configured) {
    return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
  }
}
