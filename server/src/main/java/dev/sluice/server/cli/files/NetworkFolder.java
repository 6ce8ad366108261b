package dev.sluice.server.cli.files;

import dev.sluice.server.network.NetworkData;
import dev.sluice.server.stock.StockRecord;
import java.util.List;

/** What a network folder holds: master data, and what was counted where. */
public record NetworkFolder(NetworkData network, List<StockRecord> stock) {}
