package dev.sluice.server;

import dev.sluice.server.config.ServerConfig;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What every part of a server is started with.
 *
 * @param machineClock callers wait by it
 * @param parts where whatever runs is kept until the server stops
 */
record Setup(ServerConfig config, InstantSource machineClock, Parts parts) {

  <T extends AutoCloseable> T keep(T part) {
    return parts.keep(part);
  }

  Duration retention() {
    return Duration.ofDays(config.retention().days());
  }
}
