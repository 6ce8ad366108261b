package dev.sluice.server;

import dev.sluice.server.grpc.GrpcCollaborators;
import dev.sluice.server.grpc.GrpcServer;
import dev.sluice.server.grpc.OrderDecisions;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.policy.RuleSimulation;
import dev.sluice.server.postgres.PassingTrouble;
import dev.sluice.server.postgres.PostgresImport;

/** Lets callers in: says which part answers what. */
final class Edge {
  private Edge() {}

  static GrpcServer open(
      Setup setup,
      Storage storage,
      Snapshots snapshots,
      RulesInForce rules,
      DecisionRecords records,
      RuleChanges changes,
      Routing routing) {
    NetworkEditor editor = new NetworkEditor(storage.networks(), snapshots.network());
    PostgresImport imports =
        new PostgresImport(storage.networks(), editor, storage.clock(), storage.stock());
    RuleSimulation simulation =
        new RuleSimulation(
            rules.policy(),
            Routing.decider(setup, snapshots),
            routing.router()::capture,
            records.pastOrders(),
            System::nanoTime);
    return setup.keep(
        GrpcServer.start(
            setup.config().grpc(),
            new GrpcCollaborators(
                OrderDecisions.of(routing.router(), routing.rerouter()),
                routing.ledger(),
                storage.plans(),
                records.replay(),
                snapshots.network()::get,
                editor,
                imports::replace,
                storage.counters(),
                storage.stock(),
                storage.stock(),
                rules::live,
                () -> rules.policy().current().shares(),
                changes.use()::orders,
                changes::desk,
                () -> simulation,
                changes.catalog()::state,
                snapshots.capacityDays(),
                storage.clock()::now,
                setup.machineClock(),
                setup.retention(),
                setup.config().routing().defaultDeadline(),
                PassingTrouble::isPassing)));
  }
}
