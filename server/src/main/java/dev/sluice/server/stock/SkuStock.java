package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.WarehouseOrdinals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One SKU at every warehouse that ever had it, immutable and compact: plain numbers in the order of
 * the warehouses' ordinals. A change copies one short chunk of them and shares the rest.
 */
final class SkuStock {

  /** Balances what a change copies: one chunk, and the list of chunks of 1,000 warehouses. */
  private static final int CHUNK_POSITIONS = 16;

  /** What an entry takes beside its positions, in positions. */
  private static final int OVERHEAD_POSITIONS = 12;

  private final String sku;
  private final WarehouseOrdinals warehouses;
  private final int[] ordinals;
  private final StockChunk[] chunks;
  private final int stocked;
  private final int inboundChunks;
  private final int earmarkChunks;

  private SkuStock(
      String sku,
      WarehouseOrdinals warehouses,
      int[] ordinals,
      StockChunk[] chunks,
      int stocked,
      int inboundChunks,
      int earmarkChunks) {
    this.sku = sku;
    this.warehouses = warehouses;
    this.ordinals = ordinals;
    this.chunks = chunks;
    this.stocked = stocked;
    this.inboundChunks = inboundChunks;
    this.earmarkChunks = earmarkChunks;
  }

  /**
   * @param states one a warehouse
   */
  static SkuStock of(String sku, List<StockState> states, WarehouseOrdinals warehouses) {
    List<StockState> sorted = new ArrayList<>(states);
    sorted.sort(Comparator.comparingInt(state -> warehouses.ordinal(state.warehouseId())));
    int[] ordinals =
        sorted.stream().mapToInt(state -> warehouses.ordinal(state.warehouseId())).toArray();
    StockChunk[] chunks = new StockChunk[(sorted.size() + CHUNK_POSITIONS - 1) / CHUNK_POSITIONS];
    int stocked = 0;
    int inboundChunks = 0;
    int earmarkChunks = 0;
    for (int i = 0; i < chunks.length; i++) {
      int first = i * CHUNK_POSITIONS;
      chunks[i] =
          StockChunk.of(sorted.subList(first, Math.min(sorted.size(), first + CHUNK_POSITIONS)));
      stocked += chunks[i].stocked();
      inboundChunks += chunks[i].hasInbound() ? 1 : 0;
      earmarkChunks += chunks[i].hasEarmarks() ? 1 : 0;
    }
    return new SkuStock(sku, warehouses, ordinals, chunks, stocked, inboundChunks, earmarkChunks);
  }

  /** How many warehouses somebody may find some at; at times nobody does after all. */
  int stocked() {
    return stocked;
  }

  /** Visits the warehouses that {@link #stocked} counts, and now and then one more, by rank. */
  void forEachStocked(IntConsumer visitor) {
    for (int first = 0; first < ordinals.length; first += CHUNK_POSITIONS) {
      if (chunk(first).stocked() > 0) {
        int end = Math.min(ordinals.length, first + CHUNK_POSITIONS);
        for (int rank = first; rank < end; rank++) {
          visitor.accept(rank);
        }
      }
    }
  }

  /** How much memory it takes, in positions. */
  int weight() {
    return ordinals.length + OVERHEAD_POSITIONS;
  }

  int warehouseCount() {
    return ordinals.length;
  }

  /** The id of the warehouse at this place, 0 up to {@link #warehouseCount} exclusively. */
  String warehouseId(int rank) {
    return warehouses.warehouseId(ordinals[rank]);
  }

  /** The ordinal of the warehouse at this place. */
  int ordinal(int rank) {
    return ordinals[rank];
  }

  /** Where the warehouse is in the list; negative: it never had the SKU. */
  int rank(String warehouseId) {
    return rank(warehouses.find(warehouseId));
  }

  /** The same for the warehouse of this ordinal. */
  int rank(int ordinal) {
    if (ordinal >= 0 && ordinal < ordinals.length && ordinals[ordinal] == ordinal) {
      return ordinal;
    }
    return Arrays.binarySearch(ordinals, ordinal);
  }

  StockState state(int rank) {
    return chunk(rank).state(rank % CHUNK_POSITIONS, warehouseId(rank), sku);
  }

  /** When it was last counted there, as {@link StockState#asOf}. */
  Instant asOf(int rank) {
    return chunk(rank).asOf(rank % CHUNK_POSITIONS);
  }

  /** What is kept for anybody at any warehouse, in no particular order. */
  List<Earmark> listEarmarks() {
    if (earmarkChunks == 0) {
      return List.of();
    }
    List<Earmark> all = new ArrayList<>();
    for (int rank = 0; rank < ordinals.length; rank++) {
      all.addAll(chunk(rank).earmarks(rank % CHUNK_POSITIONS));
    }
    return all;
  }

  /** What is on its way to any warehouse, in no particular order. */
  List<Inbound> listInbound() {
    List<Inbound> all = new ArrayList<>(0);
    if (inboundChunks == 0) {
      return all;
    }
    for (int first = 0; first < ordinals.length; first += CHUNK_POSITIONS) {
      if (chunk(first).hasInbound()) {
        int end = Math.min(ordinals.length, first + CHUNK_POSITIONS);
        for (int rank = first; rank < end; rank++) {
          all.addAll(chunk(rank).inbound(rank % CHUNK_POSITIONS));
        }
      }
    }
    return all;
  }

  /** How many units are on their way to any warehouse and not taken yet. */
  long inboundUnits() {
    long units = 0;
    if (inboundChunks == 0) {
      return units;
    }
    for (int first = 0; first < ordinals.length; first += CHUNK_POSITIONS) {
      if (chunk(first).hasInbound()) {
        int end = Math.min(ordinals.length, first + CHUNK_POSITIONS);
        for (int rank = first; rank < end; rank++) {
          for (Inbound one : chunk(rank).inbound(rank % CHUNK_POSITIONS)) {
            units += one.free();
          }
        }
      }
    }
    return units;
  }

  /** What an order of this sales point may take there. */
  long available(int rank, SalesPoint point, Instant time) {
    StockChunk chunk = chunk(rank);
    int index = rank % CHUNK_POSITIONS;
    return chunk.isPlain(index)
        ? chunk.available(index)
        : state(rank).seenBy(point, time).availableToPromise();
  }

  /** With this state in place of what is known of its warehouse; null: it is a new one. */
  @Nullable SkuStock with(StockState state) {
    int rank = rank(state.warehouseId());
    return rank < 0 ? null : replace(rank, chunk(rank).with(rank % CHUNK_POSITIONS, state));
  }

  /**
   * After a commit. Another capacity than before is put down to on-hand: shipping changes nothing
   * else, and whoever changes something else tells it as a {@link StockState}.
   *
   * @return null: the news is about a warehouse, an earmark or inbound units that are not known
   *     here
   */
  @Nullable SkuStock after(Counter news) {
    int rank = rank(news.key().subject());
    if (rank < 0) {
      return null;
    }
    int index = rank % CHUNK_POSITIONS;
    if (news.key().kind() == CounterKind.STOCK) {
      return replace(rank, chunk(rank).afterStock(index, news));
    }
    StockChunk fresh =
        news.key().kind() == CounterKind.INBOUND
            ? chunk(rank).afterInbound(index, news)
            : chunk(rank).afterEarmark(index, news);
    return fresh == null ? null : replace(rank, fresh);
  }

  private StockChunk chunk(int rank) {
    return chunks[rank / CHUNK_POSITIONS];
  }

  private SkuStock replace(int rank, StockChunk chunk) {
    StockChunk before = chunk(rank);
    StockChunk[] fresh = chunks.clone();
    fresh[rank / CHUNK_POSITIONS] = chunk;
    return new SkuStock(
        sku,
        warehouses,
        ordinals,
        fresh,
        stocked - before.stocked() + chunk.stocked(),
        inboundChunks - (before.hasInbound() ? 1 : 0) + (chunk.hasInbound() ? 1 : 0),
        earmarkChunks - (before.hasEarmarks() ? 1 : 0) + (chunk.hasEarmarks() ? 1 : 0));
  }
}
