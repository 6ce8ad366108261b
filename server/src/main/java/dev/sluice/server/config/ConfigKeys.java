package dev.sluice.server.config;

import static dev.sluice.server.config.ConfigKey.flag;
import static dev.sluice.server.config.ConfigKey.folder;
import static dev.sluice.server.config.ConfigKey.integer;
import static dev.sluice.server.config.ConfigKey.millis;
import static dev.sluice.server.config.ConfigKey.seconds;
import static dev.sluice.server.config.ConfigKey.text;
import static dev.sluice.server.config.ConfigKey.zone;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Every key there is. The table in docs/configuration.md lists the same, held to it by a test. */
final class ConfigKeys {
  static final ConfigKey<String> GRPC_HOST =
      text(
          "grpc.host",
          "an address of this machine",
          "127.0.0.1",
          "address to listen on; 0.0.0.0 for all, which lets in whoever can reach the port");
  static final ConfigKey<Integer> GRPC_PORT =
      integer("grpc.port", "", 0, 65535, 50051, "port to listen on; 0 takes a free one");
  static final ConfigKey<Integer> GRPC_MAX_INBOUND_MESSAGE_BYTES =
      integer(
          "grpc.maxInboundMessageBytes",
          "bytes",
          1024,
          64 << 20,
          4 << 20,
          "larger requests are refused");
  static final ConfigKey<Integer> GRPC_MAX_CONCURRENT_CALLS =
      integer(
          "grpc.maxConcurrentCallsPerConnection",
          "calls",
          1,
          100_000,
          1000,
          "further calls of one connection wait");
  static final ConfigKey<Duration> GRPC_SHUTDOWN_GRACE =
      seconds(
          "grpc.shutdownGraceSeconds",
          0,
          600,
          20,
          "how long calls under way may finish after a stop is asked for");

  static final ConfigKey<String> ADMIN_HOST =
      text(
          "admin.host",
          "an address of this machine",
          "127.0.0.1",
          "address on which metrics are offered; whoever reaches the port may read them");
  static final ConfigKey<Integer> ADMIN_PORT =
      integer(
          "admin.port",
          "",
          -1,
          65535,
          -1,
          "port of GET /metrics for Prometheus; 0 takes a free one, -1 offers none");

  static final ConfigKey<String> DATABASE_URL =
      text(
          "database.url",
          "postgresql://... or jdbc:postgresql://...",
          "",
          "an existing PostgreSQL 14 or later; none runs the embedded one");
  static final ConfigKey<String> DATABASE_USER =
      text("database.user", "", "", "where the URL names none");
  static final ConfigKey<String> DATABASE_PASSWORD =
      text(
          "database.password",
          "",
          "",
          "where the URL names none; better in the environment: SLUICE_DATABASE_PASSWORD");
  static final ConfigKey<Path> DATABASE_DATA_FOLDER =
      folder("database.dataFolder", "data", "where the embedded database keeps everything");
  static final ConfigKey<Integer> DATABASE_EMBEDDED_PORT =
      integer(
          "database.embeddedPort",
          "",
          0,
          65535,
          0,
          "port of the embedded database on 127.0.0.1; 0 takes a free one");
  static final ConfigKey<Integer> DATABASE_POOL_SIZE =
      integer("database.poolSize", "connections", 2, 80, 10, "most connections at a time");
  static final ConfigKey<Duration> DATABASE_CONNECTION_TIMEOUT =
      millis(
          "database.connectionTimeoutMillis",
          250,
          60_000,
          5_000,
          "how long to wait for a free connection");
  static final ConfigKey<Duration> DATABASE_STATEMENT_TIMEOUT =
      millis(
          "database.statementTimeoutMillis",
          100,
          600_000,
          10_000,
          "the database ends a statement that takes longer");
  static final ConfigKey<Duration> DATABASE_LOCK_TIMEOUT =
      millis(
          "database.lockTimeoutMillis",
          50,
          60_000,
          1_500,
          "the database ends a longer wait for a row");
  static final ConfigKey<Duration> DATABASE_IDLE_IN_TRANSACTION_TIMEOUT =
      millis(
          "database.idleInTransactionTimeoutMillis",
          1_000,
          600_000,
          3_000,
          "the database frees the rows of a server that was cut off after this time");

  static final ConfigKey<Integer> ROUTING_SHORTLIST_SIZE =
      integer(
          "routing.shortlistSize",
          "warehouses",
          1,
          64,
          16,
          "how many warehouses are looked at per order, and as many more each time nobody is left");
  static final ConfigKey<Integer> ROUTING_SERVICES_PER_WAREHOUSE =
      integer(
          "routing.servicesPerWarehouse",
          "carrier services",
          1,
          256,
          8,
          "how many of each of those warehouses are looked at; twice as many where few warehouses are");
  static final ConfigKey<Integer> ROUTING_DECISION_THREADS =
      integer(
          "routing.decisionThreads",
          "threads",
          0,
          256,
          0,
          "how many orders are decided at a time; 0 takes one per processor");
  static final ConfigKey<Integer> ROUTING_MAX_REPLANS =
      integer(
          "routing.maxReplans",
          "",
          0,
          10,
          2,
          "how often a plan that no longer fits is planned again");
  static final ConfigKey<Integer> ROUTING_WORK_BOUND_STEPS =
      integer(
          "routing.workBoundSteps",
          "steps",
          100,
          10_000_000,
          50_000,
          "effort per order before the best plan so far is taken");
  static final ConfigKey<Duration> ROUTING_DEFAULT_DEADLINE =
      millis(
          "routing.defaultDeadlineMillis", 10, 600_000, 5_000, "for callers that set no deadline");

  static final ConfigKey<Boolean> PRICES_WAREHOUSES =
      flag("prices.warehouses", true, "whether warehouse days that get scarce cost a toll");
  static final ConfigKey<Boolean> PRICES_LANES =
      flag("prices.lanes", true, "the same for the parcels of a lane on a day");
  static final ConfigKey<Boolean> PRICES_CARRIERS =
      flag("prices.carriers", true, "the same for the parcels of a carrier on a day");
  static final ConfigKey<Boolean> PRICES_SHARES =
      flag(
          "prices.shares",
          true,
          "whether parcels are led to the carriers' shares by tolls; without it caps alone bind");
  static final ConfigKey<Integer> PRICES_SHARE_EDGE_FEN =
      integer(
          "prices.shareEdgeFen",
          "fen",
          1,
          1_000_000,
          200,
          "what a parcel pays when its carrier's share is as large as it may be");
  static final ConfigKey<Boolean> PRICES_STOCK =
      flag("prices.stock", true, "the same for SKUs that few places have");
  static final ConfigKey<Duration> PRICES_REFRESH =
      millis(
          "prices.refreshMillis",
          100,
          600_000,
          5_000,
          "how long tolls stand before they are worked out anew");
  static final ConfigKey<Duration> PRICES_SOLVE_BUDGET =
      millis(
          "prices.solveBudgetMillis",
          1,
          60_000,
          1_000,
          "a linear program that takes longer is given up, and prices follow demand without it");

  static final ConfigKey<ZoneId> CAPACITY_DAY_SHARE_ZONE =
      zone("capacityDay.shareZone", "Asia/Shanghai", "time zone of the day of carrier shares");
  static final ConfigKey<Integer> CAPACITY_DAY_SHARE_ROLL_HOUR =
      integer(
          "capacityDay.shareRollHour",
          "hour",
          0,
          23,
          4,
          "local hour at which the day of carrier shares begins");

  static final ConfigKey<Integer> RETENTION_DAYS =
      integer(
          "retention.days",
          "days",
          1,
          3650,
          30,
          "how long orders are remembered: one placed longer ago is refused, closed plans are forgotten");

  static final ConfigKey<Boolean> JOURNAL_ENABLED =
      flag(
          "journal.enabled",
          true,
          "keep what each decision was made from; without it no plan can be explained later");

  static final ConfigKey<Path> RULES_CATALOG =
      folder("rules.catalog", "rules/catalog", "the rule files");
  static final ConfigKey<Path> RULES_COMPILED_FOLDER =
      folder(
          "rules.compiledFolder",
          "data/compiled-rules",
          "where compiled rules are kept for the next start; as safe from others as the program");

  static final ConfigKey<Integer> CACHE_STOCK_POSITIONS =
      integer(
          "cache.stockPositions",
          "warehouses of a SKU",
          1_000,
          100_000_000,
          2_000_000,
          "kept in memory, about 32 bytes each");
  static final ConfigKey<Integer> CACHE_WAREHOUSE_LOAD_ENTRIES =
      integer(
          "cache.warehouseLoadEntries",
          "warehouse days",
          100,
          10_000_000,
          10_000,
          "kept in memory");
  static final ConfigKey<Integer> CACHE_CARRIER_CAPACITY_ENTRIES =
      integer(
          "cache.carrierCapacityEntries",
          "carrier days on a lane",
          100,
          10_000_000,
          200_000,
          "kept in memory");
  static final ConfigKey<Integer> CACHE_REGIONAL_COVERAGE_ENTRIES =
      integer(
          "cache.regionalCoverageEntries",
          "lanes",
          10_000,
          1_000_000_000,
          10_000_000,
          "of the regions kept in memory, 10 to 20 bytes each; a region has as many as lead there");
  static final ConfigKey<Duration> CACHE_EXPIRY =
      seconds(
          "cache.expirySeconds", 1, 3600, 60, "longest stay of a number that no commit refreshed");

  static final List<ConfigKey<?>> ALL =
      List.of(
          GRPC_HOST,
          GRPC_PORT,
          GRPC_MAX_INBOUND_MESSAGE_BYTES,
          GRPC_MAX_CONCURRENT_CALLS,
          GRPC_SHUTDOWN_GRACE,
          ADMIN_HOST,
          ADMIN_PORT,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_DATA_FOLDER,
          DATABASE_EMBEDDED_PORT,
          DATABASE_POOL_SIZE,
          DATABASE_CONNECTION_TIMEOUT,
          DATABASE_STATEMENT_TIMEOUT,
          DATABASE_LOCK_TIMEOUT,
          DATABASE_IDLE_IN_TRANSACTION_TIMEOUT,
          ROUTING_SHORTLIST_SIZE,
          ROUTING_SERVICES_PER_WAREHOUSE,
          ROUTING_DECISION_THREADS,
          ROUTING_MAX_REPLANS,
          ROUTING_WORK_BOUND_STEPS,
          ROUTING_DEFAULT_DEADLINE,
          PRICES_WAREHOUSES,
          PRICES_LANES,
          PRICES_CARRIERS,
          PRICES_SHARES,
          PRICES_SHARE_EDGE_FEN,
          PRICES_STOCK,
          PRICES_REFRESH,
          PRICES_SOLVE_BUDGET,
          CAPACITY_DAY_SHARE_ZONE,
          CAPACITY_DAY_SHARE_ROLL_HOUR,
          RETENTION_DAYS,
          JOURNAL_ENABLED,
          RULES_CATALOG,
          RULES_COMPILED_FOLDER,
          CACHE_STOCK_POSITIONS,
          CACHE_WAREHOUSE_LOAD_ENTRIES,
          CACHE_CARRIER_CAPACITY_ENTRIES,
          CACHE_REGIONAL_COVERAGE_ENTRIES,
          CACHE_EXPIRY);

  private ConfigKeys() {}
}
