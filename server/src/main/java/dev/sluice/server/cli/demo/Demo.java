package dev.sluice.server.cli.demo;

import dev.sluice.client.RoutingClient;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.GetRuleSetResponse;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.cli.demo.EveningReplay.Replayed;
import dev.sluice.server.cli.files.NetworkMessages;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.routing.model.Order;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the real service in a temporary folder, replays one evening through it over gRPC, and
 * reports what came of it beside the hand-kept way.
 */
public final class Demo {
  private static final int EXPLANATION_TRIES = 50;
  private static final long EXPLANATION_PAUSE_NANOS = 100_000_000;

  private final DemoOptions options;
  private final DemoListener listener;

  public Demo(DemoOptions options, DemoListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /** Runs it, leaves nothing behind, and answers whether no order failed. */
  public boolean run() throws InterruptedException {
    listener.step("demo.making", options.orders());
    SampleNetwork sample = SampleNetwork.create(options.orders());
    List<Order> orders = EveningOrders.create(sample, options.orders(), options.seed());
    EveningClock clock = new EveningClock(EveningShape.START, InstantSource.system());
    try (DemoServer server = new DemoServer()) {
      listener.step("demo.starting", server.folder());
      int port = server.start(config(server.folder()), clock);
      try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + port)) {
        listener.step("demo.importing", sample.folder().network().lanes().size());
        client
            .network()
            .importNetwork(List.of(NetworkMessages.importRequest(sample.folder(), false)));
        Replayed replayed = replay(client, clock, orders);
        DemoFindings findings = findings(client, sample, orders, replayed);
        listener.found(findings);
        if (options.keep()) {
          clock.letRun();
          keepRunning(server, port, findings);
        }
        return replayed.failed() == 0;
      }
    }
  }

  private ServerConfig config(Path folder) {
    ConfigOverrides overrides =
        ConfigOverrides.none()
            .with("grpc.port", "demo", "0")
            .with("database.dataFolder", "demo", folder.resolve("data").toString())
            .with("rules.compiledFolder", "demo", folder.resolve("compiled-rules").toString());
    if (options.rules().isPresent()) {
      overrides =
          overrides.with(
              "rules.catalog", "--rules", options.rules().get().toAbsolutePath().toString());
    }
    return ServerConfig.load(options.home(), null, overrides, Map.of());
  }

  private Replayed replay(RoutingClient client, EveningClock clock, List<Order> orders) {
    EveningReplay replay = new EveningReplay(client, clock);
    replay.warmUp(orders);
    try (OrderProgress progress = listener.routing(orders.size())) {
      return replay.run(orders, progress);
    }
  }

  private DemoFindings findings(
      RoutingClient client, SampleNetwork sample, List<Order> orders, Replayed replayed) {
    Network network = NetworkAssembler.assemble(1, sample.folder().network());
    EveningTally sluice = new EveningTally(network);
    EveningTally byHand = new EveningTally(network);
    HandKeptWay handKept = new HandKeptWay(network, sample.folder().stock(), options.seed());
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      replayed.plans().get(i).ifPresent(plan -> sluice.add(PlanOutcomes.of(order, plan)));
      byHand.add(handKept.route(order));
    }
    GetRuleSetResponse rules = client.policy().getRuleSet();
    Optional<GetPlanResponse> explained =
        new InterestingPlan(network)
            .find(orders, replayed.plans())
            .map(RoutingPlan::getPlanId)
            .map(planId -> explain(client, planId));
    return new DemoFindings(
        options,
        network,
        sluice.figures(),
        byHand.figures(),
        replayed,
        rules.getRuleSet().getVersion(),
        rules.getRuleSet().getRulesList(),
        client.network().listCarrierShares(ListCarrierSharesRequest.getDefaultInstance()),
        explained);
  }

  /** Explanations are written behind the commit: the last ones may take a moment. */
  private static GetPlanResponse explain(RoutingClient client, String planId) {
    GetPlanResponse answer = client.explainPlan(planId);
    for (int i = 0; i < EXPLANATION_TRIES && answer.getExplanationMissing(); i++) {
      LockSupport.parkNanos(EXPLANATION_PAUSE_NANOS);
      answer = client.explainPlan(planId);
    }
    return answer;
  }

  private void keepRunning(DemoServer server, int port, DemoFindings findings)
      throws InterruptedException {
    listener.step("demo.keeping", port, server.folder());
    findings
        .explained()
        .ifPresent(
            plan ->
                listener.step(
                    "demo.keeping.explain",
                    plan.getPlan().getChannel(),
                    plan.getPlan().getOrderId(),
                    port));
    server.awaitTermination();
  }
}
