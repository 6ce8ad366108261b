package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores a network together with its stock: both or nothing. */
public final class PostgresImport {

  private final PostgresNetwork repository;
  private final NetworkEditor editor;
  private final DatabaseClock clock;
  private final CounterListener listener;

  public PostgresImport(
      PostgresNetwork repository,
      NetworkEditor editor,
      DatabaseClock clock,
      CounterListener listener) {
    this.repository = repository;
    this.editor = editor;
    this.clock = clock;
    this.listener = new SafeCounterListener(listener);
  }

  /**
   * Replaces all master data and sets the stock that is stated; other stock stays.
   *
   * @param stock of warehouses and products in {@code data}, none twice
   * @return the network that is current now
   * @throws dev.sluice.server.network.InvalidNetworkException with all problems; nothing is changed
   *     then
   */
  public Network replace(NetworkData data, List<StockRecord> stock) {
    Instant asOf = clock.now();
    List<Counter> fresh = new ArrayList<>();
    Network imported =
        editor.replace(
            data,
            (checked, expectedVersion) ->
                repository.replace(
                    checked,
                    expectedVersion,
                    connection -> {
                      fresh.clear();
                      fresh.addAll(PostgresStock.setStock(connection, stock, asOf, asOf));
                    }));
    listener.changed(fresh);
    return imported;
  }
}
