package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.postgres.PostgresStock.Changed;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores a network together with its stock: both or nothing. */
public final class PostgresImport {

  private final PostgresNetwork repository;
  private final NetworkEditor editor;
  private final DatabaseClock clock;
  private final PostgresStock stocks;

  public PostgresImport(
      PostgresNetwork repository, NetworkEditor editor, DatabaseClock clock, PostgresStock stocks) {
    this.repository = repository;
    this.editor = editor;
    this.clock = clock;
    this.stocks = stocks;
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
    List<Changed> changed = new ArrayList<>(1);
    Network imported =
        editor.replace(
            data,
            (checked, expectedVersion) ->
                repository.replace(
                    checked,
                    expectedVersion,
                    connection -> {
                      changed.clear();
                      changed.add(PostgresStock.setStock(connection, stock, asOf, asOf));
                    }));
    changed.forEach(stocks::tell);
    return imported;
  }
}
