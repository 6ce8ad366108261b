package dev.sluice.server.grpc;

import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.stock.StockRecord;
import java.util.List;

/** Stores a network with its stock. */
@FunctionalInterface
public interface NetworkImporter {

  /**
   * Replaces all master data, and sets the stock that is stated; all or nothing.
   *
   * @param stock of warehouses and products in {@code data}, none twice
   * @return the network that is current now
   * @throws dev.sluice.server.network.InvalidNetworkException with all problems; nothing is changed
   *     then
   */
  Network replace(NetworkData data, List<StockRecord> stock);
}
