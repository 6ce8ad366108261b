package dev.sluice.client.spring;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** UP when a server of Sluice answers that it serves, DOWN when none does in time. */
final class SluiceHealthIndicator extends AbstractHealthIndicator {

  private final RoutingClient client;
  private final Duration timeout;

  SluiceHealthIndicator(RoutingClient client, Duration timeout) {
    super("No server of Sluice serves");
    this.client = client;
    this.timeout = timeout;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    List<String> targets = client.options().targets();
    health.withDetail("targets", targets);
    try {
      client.ping(timeout);
      health.up();
    } catch (SluiceException e) {
      health.down(e).withDetail("status", e.statusCode());
    }
  }
}
