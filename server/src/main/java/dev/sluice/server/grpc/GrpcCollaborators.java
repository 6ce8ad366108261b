package dev.sluice.server.grpc;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.journal.PlanExplanations;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.policy.CatalogState;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.RuleSimulation;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.stock.StockLedger;
import dev.sluice.server.stock.StockRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything the edge calls.
 *
 * @param network the current network
 * @param rules the live rule set
 * @param shares what the share rules say now
 * @param ordersByRule on how many orders each rule spoke since the start
 * @param desk where rules are changed
 * @param simulation decides orders by other rules
 * @param catalog what became of the catalog folder
 * @param clock tells the server's time
 * @param machineClock callers wait by it, also where the server's time is that of a replayed day
 * @param retention how long order ids are kept
 * @param defaultDeadline of calls whose caller sets none
 * @param databaseTrouble whether a failure means that the database cannot answer now, so that the
 *     same request may be repeated
 */
public record GrpcCollaborators(
    OrderDecisions decisions,
    Ledger ledger,
    PlanRepository plans,
    PlanExplanations explanations,
    Supplier<Network> network,
    NetworkEditor networkEditor,
    NetworkImporter networkImporter,
    CounterRepository counters,
    StockLedger stockLedger,
    StockRepository stock,
    Supplier<RuleSet> rules,
    Supplier<ShareNumbers> shares,
    Supplier<Map<String, Long>> ordersByRule,
    Supplier<RuleDesk> desk,
    Supplier<RuleSimulation> simulation,
    Supplier<CatalogState> catalog,
    CapacityDays capacityDays,
    InstantSource clock,
    InstantSource machineClock,
    Duration retention,
    Duration defaultDeadline,
    Predicate<Throwable> databaseTrouble) {}
