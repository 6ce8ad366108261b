package dev.sluice.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The database and the connections to it.
 *
 * @param url of an existing PostgreSQL; empty runs the embedded one in {@code dataFolder}
 * @param user where the URL names none
 * @param password where the URL names none
 * @param dataFolder of the embedded database
 * @param embeddedPort of the embedded database on 127.0.0.1; 0 takes a free one
 * @param poolSize most connections at a time, 2 to 80
 * @param connectionTimeout how long a caller waits for a connection
 * @param statementTimeout after which the server ends a statement
 * @param lockTimeout after which the server ends a wait for a lock
 * @param idleInTransactionTimeout after which the server ends a transaction that does nothing, so
 *     that a replica that was cut off does not keep its locks
 */
public record DatabaseConfig(
    Optional<String> url,
    Optional<String> user,
    Optional<String> password,
    Path dataFolder,
    int embeddedPort,
    int poolSize,
    Duration connectionTimeout,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration idleInTransactionTimeout) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "DatabaseConfig[dataFolder=%s, embeddedPort=%d, poolSize=%d, url %s]"
        .formatted(dataFolder, embeddedPort, poolSize, url.isPresent() ? "given" : "not given");
  }
}
