package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.EditedCapacities;
import dev.sluice.server.ledger.InMemoryBench;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random commands give the same answers in PostgreSQL as in the plainly right ledger, and leave the
 * same numbers. {@code -Dsluice.model.runs} sets how many seeds are tried, {@code
 * -Dsluice.model.seed} the first.
 */
class LedgerModelIT {

  private static final int COMMANDS = 80;
  private static final int RUNS = Integer.getInteger("sluice.model.runs", 40);
  private static final long FIRST_SEED = Long.getLong("sluice.model.seed", 20_261_111L);
  private static final Filter ALL =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void answers_and_numbers_are_the_same() throws SQLException {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) throws SQLException {
    SettableClock clock = new SettableClock(START);
    EditedCapacities capacities = new EditedCapacities();
    InMemoryLedger ledger = capacities.ledger(clock, CounterListener.NONE);
    LedgerCommands commands = new LedgerCommands(seed, clock);
    try (PostgresBench postgres = new PostgresBench(clock, CounterListener.NONE)) {
      LedgerCommands.Side model =
          side(
              InMemoryBench.open(clock, CounterListener.NONE, ledger),
              (warehouse, capacity) -> capacities.edit(ledger, warehouse, capacity));
      LedgerCommands.Side tested =
          side(
              postgres.bench,
              (warehouse, capacity) -> edit(postgres.database, clock, warehouse, capacity));
      for (int i = 0; i < COMMANDS; i++) {
        Function<LedgerCommands.Side, Object> command = commands.next();
        Object expected = command.apply(model);
        assertThat(command.apply(tested)).as("seed %d, command %d", seed, i).isEqualTo(expected);
        commands.hear(expected);
      }
      compare(seed, commands, model.bench(), postgres.bench);
      try (Connection connection = postgres.database.dataSource().getConnection()) {
        assertThat(new Audit(connection).run()).as("seed %d", seed).allMatch(Audit.Finding::holds);
      }
    }
  }

  private static void compare(
      long seed, LedgerCommands commands, LedgerBench model, LedgerBench postgres) {
    int many = 10 * COMMANDS;
    assertThat(postgres.plans().listPlans(ALL, many, Optional.empty()))
        .as("plans, seed %d", seed)
        .isEqualTo(model.plans().listPlans(ALL, many, Optional.empty()));
    assertThat(stock(postgres))
        .as("stock, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(stock(model));
    assertThat(counters(postgres, commands))
        .as("counters, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(counters(model, commands));
  }

  /** Without positions of nothing, which a refused request may leave or not. */
  private static List<StockState> stock(LedgerBench bench) {
    return bench.positions().list(LedgerCommands.SKUS).values().stream()
        .flatMap(List::stream)
        .filter(
            state ->
                state.onHand() > 0
                    || state.reservedFree() > 0
                    || !state.earmarks().isEmpty()
                    || !state.inbound().isEmpty())
        .toList();
  }

  /** Without those that hold nothing of nothing: whether they have a row is nobody's business. */
  private static List<Counter> counters(LedgerBench bench, LedgerCommands commands) {
    return bench.counters().read(commands.counters()).values().stream()
        .filter(counter -> !counter.equals(Counter.unknown(counter.key())))
        .toList();
  }

  @FunctionalInterface
  private interface CapacityEdit {
    void apply(String warehouseId, long capacity);
  }

  private static LedgerCommands.Side side(LedgerBench bench, CapacityEdit edit) {
    return new LedgerCommands.Side() {
      @Override
      public LedgerBench bench() {
        return bench;
      }

      @Override
      public void cutCapacity(String warehouseId, long capacity) {
        edit.apply(warehouseId, capacity);
      }
    };
  }

  private static void edit(
      Database database, SettableClock clock, String warehouseId, long capacity) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE warehouse SET daily_capacity = ? WHERE warehouse_id = ?")) {
        new Parameters(update).add(capacity).add(warehouseId);
        update.executeUpdate();
      }
      OpenDays.adjust(connection, TestNetworks.small(), clock.now());
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
