package dev.sluice.loadtest.faults;

import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.PostgresProcess;
import dev.sluice.loadtest.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The replicas and the database that faults strike, and how each strikes. */
final class FaultScene implements AutoCloseable {

  private static final Duration FREEZE = Duration.ofSeconds(20);
  private static final Duration CUT = Duration.ofSeconds(12);

  private final PostgresProcess postgres;
  private final List<ServerProcess> servers;
  private final List<Probe> probes = new ArrayList<>();
  private final Random random;

  FaultScene(
      PostgresProcess postgres, List<ServerProcess> servers, OrderSource probing, Random random) {
    this.postgres = postgres;
    this.servers = List.copyOf(servers);
    this.random = random;
    for (ServerProcess server : servers) {
      probes.add(new Probe(server, probing.withIds("probe-" + server.name() + "-")));
    }
  }

  /** Waits until every replica gives plans: one of them may not have heard of the network yet. */
  void awaitPlans() throws IOException, InterruptedException {
    awaitAll(System.nanoTime());
  }

  /** Strikes; answers how long it took until every replica gave durable plans again. */
  Duration strike(Fault fault) throws IOException, InterruptedException {
    return switch (fault) {
      case KILL_REPLICA -> killReplica();
      case KILL_POSTMASTER -> killPostmaster();
      case STOP_IMMEDIATELY -> stopImmediately();
      case FREEZE_DATABASE -> freezeDatabase();
      case CUT_REPLICA -> cutReplica();
      case CUT_DATABASE -> cutDatabase();
    };
  }

  /** From the kill: its restart is part of it. */
  private Duration killReplica() throws IOException, InterruptedException {
    ServerProcess victim = servers.get(random.nextInt(servers.size()));
    long struck = System.nanoTime();
    victim.kill();
    victim.launch();
    return awaitAll(struck);
  }

  private Duration killPostmaster() throws IOException, InterruptedException {
    long struck = System.nanoTime();
    postgres.killPostmaster();
    postgres.restart();
    return awaitAll(struck);
  }

  private Duration stopImmediately() throws IOException, InterruptedException {
    long struck = System.nanoTime();
    postgres.stopImmediately();
    postgres.restart();
    return awaitAll(struck);
  }

  /** From the end of the freeze: before it, nothing could be durable. */
  private Duration freezeDatabase() throws IOException, InterruptedException {
    postgres.pause();
    try {
      TimeUnit.MILLISECONDS.sleep(FREEZE.toMillis());
    } finally {
      postgres.resume();
    }
    return awaitAll(System.nanoTime());
  }

  /**
   * Every packet of the connections that one replica has now is dropped; it may open others. From
   * the cut: the other replica must not wait for what this one had locked, and this one must find
   * out by itself.
   */
  private Duration cutReplica() throws IOException, InterruptedException {
    ServerProcess victim = servers.get(random.nextInt(servers.size()));
    try (PacketFilter filter = new PacketFilter()) {
      filter.drop(LocalPorts.of(victim.pid(), postgres.port()));
      return awaitAll(System.nanoTime());
    }
  }

  /** Every packet from and to the database is dropped for a while. From the end of that. */
  private Duration cutDatabase() throws IOException, InterruptedException {
    try (PacketFilter filter = new PacketFilter()) {
      filter.drop(List.of(postgres.port()));
      TimeUnit.MILLISECONDS.sleep(CUT.toMillis());
    }
    return awaitAll(System.nanoTime());
  }

  private Duration awaitAll(long sinceNanos) throws IOException, InterruptedException {
    Duration longest = Duration.ZERO;
    for (Probe probe : probes) {
      Duration ready = probe.awaitPlan(sinceNanos);
      longest = ready.compareTo(longest) > 0 ? ready : longest;
    }
    return longest;
  }

  @Override
  public void close() {
    probes.forEach(Probe::close);
  }
}
