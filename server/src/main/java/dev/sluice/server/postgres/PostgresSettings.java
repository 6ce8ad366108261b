package dev.sluice.server.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Server settings of an embedded PostgreSQL. Given on its command line, so that no edit of a file
 * and no ALTER SYSTEM can weaken them.
 */
final class PostgresSettings {
  private final Map<String, String> values;

  private PostgresSettings(Map<String, String> values) {
    this.values = values;
  }

  /** Durable, loopback only, sized for a machine with a few cores and some GB of memory. */
  static PostgresSettings durable() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("fsync", "on");
    values.put("synchronous_commit", "on");
    values.put("full_page_writes", "on");
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("password_encryption", "scram-sha-256");
    values.put("max_connections", "100");
    values.put("shared_buffers", "256MB");
    values.put("min_wal_size", "64MB");
    values.put("max_wal_size", "2GB");
    values.put("checkpoint_timeout", "10min");
    // A transaction that touches a month of daily partitions holds a lock on each.
    values.put("max_locks_per_transaction", "256");
    values.put("client_connection_check_interval", "1s");
    // Short statements only: compiling one costs more than it saves.
    values.put("jit", "off");
    values.put("timezone", "UTC");
    values.put("log_timezone", "UTC");
    values.put("log_checkpoints", "off");
    return new PostgresSettings(values);
  }

  /** The same with some settings replaced; only tests do, for speed. */
  PostgresSettings with(Map<String, String> replacements) {
    Map<String, String> merged = new LinkedHashMap<>(values);
    merged.putAll(replacements);
    return new PostgresSettings(merged);
  }

  /** Whether what is made with these settings must survive a power cut. */
  boolean areDurable() {
    return "on".equals(values.get("fsync"));
  }

  /** As one string for the option -o of pg_ctl; no value needs quoting. */
  String commandLine(int port) {
    return values.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" ", "-p " + port + " ", ""));
  }
}
