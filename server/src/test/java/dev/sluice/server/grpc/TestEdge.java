package dev.sluice.server.grpc;

import dev.sluice.server.config.GrpcConfig;
import dev.sluice.server.journal.ReplayedExplanation;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.InMemoryNetwork;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.OrderContentDiffersException;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.RerouteRequest;
import dev.sluice.server.routing.RerouteResult;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.InMemoryStock;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The real server on a free port, above a ledger in memory and a decision that ships everything
 * from one warehouse.
 */
final class TestEdge implements AutoCloseable {
  static final int MAX_MESSAGE_BYTES = 64 << 10;

  final InMemoryLedger ledger =
      new InMemoryLedger(() -> SampleRequests.NOW, LedgerSamples::capacityOf, fresh -> {});
  final GrpcCollaborators collaborators;
  final GrpcServer server;
  final ManagedChannel channel;

  /**
   * What happens to an order before it is routed; tests replace it to delay or break the decision.
   */
  volatile Function<Order, CompletionStage<Order>> gate = CompletableFuture::completedFuture;

  TestEdge() {
    this(TestNetworks.small(), null, () -> SampleRequests.NOW);
  }

  /**
   * An edge for other orders.
   *
   * @param given decides them; null: as usual
   */
  TestEdge(NetworkData data, @Nullable OrderDecisions given, InstantSource clock) {
    ledger.counters().setCapacity(CounterKey.stock("WH-A", "SKU-1"), 1_000_000);
    InMemoryNetwork networks = new InMemoryNetwork();
    networks.replace(data, networks.version());
    CurrentNetwork current = CurrentNetwork.load(networks);
    NetworkEditor editor = new NetworkEditor(networks, current);
    InMemoryStock stock =
        new InMemoryStock(ledger.counters(), () -> SampleRequests.NOW, fresh -> {});
    collaborators =
        new GrpcCollaborators(
            given == null ? new Decisions() : given,
            ledger,
            ledger,
            plan -> new ReplayedExplanation(Optional.empty(), "Nothing is recorded here."),
            current::get,
            editor,
            (imported, records) -> {
              var network = editor.replace(imported);
              stock.setStock(records, SampleRequests.NOW);
              return network;
            },
            ledger,
            stock,
            stock,
            () -> {
              throw new IllegalStateException("jdbc:postgresql://secret");
            },
            ShareNumbers::none,
            Map::of,
            () -> {
              throw noDesk();
            },
            () -> {
              throw noDesk();
            },
            () -> {
              throw noDesk();
            },
            new CapacityDays(ZoneOffset.ofHours(8), 4),
            clock,
            InstantSource.system(),
            Duration.ofDays(30),
            Duration.ofSeconds(20),
            failure -> false);
    server = GrpcServer.start(config(0), collaborators);
    // A fixed window: one that grows with the line would take any number of answers nobody reads.
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .flowControlWindow(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW)
            .build();
  }

  static GrpcConfig config(int port) {
    return new GrpcConfig("127.0.0.1", port, MAX_MESSAGE_BYTES, 1000, Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static IllegalStateException noDesk() {
    return new IllegalStateException("jdbc:postgresql://secret");
  }

  private static ProposedPlan proposed(Order order) {
    OrderLine line = order.lines().get(0);
    return LedgerSamples.plan(LedgerSamples.Leg.of("WH-A", "SF", line.sku(), line.quantity()));
  }

  private final class Decisions implements OrderDecisions {
    @Override
    public CompletionStage<StoredPlan> route(RouteRequest request) {
      return gate.apply(request.order())
          .thenCompose(
              order ->
                  ledger.reserve(
                      new Proposal(
                          order,
                          request.fingerprint(),
                          proposed(order),
                          List.of(),
                          0,
                          request.deadline(),
                          request.hold())))
          .thenApply(result -> settled(request.order(), result));
    }

    /** Nothing is ever missing of what the samples ship. */
    @Override
    public CompletionStage<RerouteResult> reroute(RerouteRequest request) {
      return CompletableFuture.completedStage(
          ledger
              .findCurrentPlan(request.key())
              .<RerouteResult>map(
                  plan ->
                      request.expectedRevision().orElse(1) == 1
                          ? new RerouteResult.Done(plan)
                          : new RerouteResult.OtherRevision(plan))
              .orElseGet(() -> new RerouteResult.UnknownOrder(request.key())));
    }

    @Override
    public CompletionStage<Decision> plan(Order order) {
      return gate.apply(order)
          .thenApply(
              passed ->
                  new Decision(
                      new PlanningResult(proposed(passed), List.of(), 0, 1, false),
                      new TreeSet<>(),
                      false,
                      plan -> explanation()));
    }

    private StoredPlan settled(Order order, ReserveResult result) {
      if (result instanceof ReserveResult.Reserved reserved) {
        return reserved.plan();
      }
      if (result instanceof ReserveResult.AlreadyRouted repeated) {
        return repeated.plan();
      }
      if (result instanceof ReserveResult.ContentDiffers other) {
        throw new OrderContentDiffersException(order.key(), other.existing().planId());
      }
      throw new IllegalStateException("The samples' stock is used up");
    }
  }

  private static Explanation explanation() {
    return new Explanation(
        SampleRequests.NOW, "rules-1", 1, List.of(), List.of(), 1, 0, 1, false, List.of());
  }
}
