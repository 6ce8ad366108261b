package dev.sluice.server.journal;

import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockState;
import dev.sluice.server.stock.StockView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stock of an order's SKUs: for each line what is known of it at the warehouses that the
 * decision looked at, how long ago that was counted, and how much of it is on its way to others.
 */
final class StockSection {

  private static final int HAS_SAFETY_STOCK = 1;
  private static final int HAS_RESERVED = 2;
  private static final int HAS_EARMARKS = 4;
  private static final int HAS_INBOUND = 8;

  /** It was counted longer or less long ago than what comes before it; the first: than just now. */
  private static final int HAS_OTHER_AGE = 16;

  /** Comes before the flags; 0 alone: the warehouse never had the SKU. */
  private static final int PRESENT = 1;

  private StockSection() {}

  static void write(Packer out, DecisionInput input, List<String> warehouseIds) {
    long ageBefore = 0;
    for (OrderLine line : input.order().lines()) {
      long inbound = input.stock().inboundUnits(line.sku());
      for (String warehouseId : warehouseIds) {
        @Nullable StockState state = input.stock().findState(warehouseId, line.sku()).orElse(null);
        if (state == null) {
          out.put(0);
        } else {
          long age = state.ageMinutes(input.time());
          write(out, state, age - ageBefore);
          ageBefore = age;
          inbound -= free(state);
        }
      }
      out.put(inbound);
    }
  }

  private static long free(StockState state) {
    long free = 0;
    for (Inbound inbound : state.inbound()) {
      free += inbound.free();
    }
    return free;
  }

  private static void write(Packer out, StockState state, long agedMore) {
    int flags =
        (state.safetyStock() == 0 ? 0 : HAS_SAFETY_STOCK)
            | (state.reservedFree() == 0 ? 0 : HAS_RESERVED)
            | (state.earmarks().isEmpty() ? 0 : HAS_EARMARKS)
            | (state.inbound().isEmpty() ? 0 : HAS_INBOUND)
            | (agedMore == 0 ? 0 : HAS_OTHER_AGE);
    out.put(flags + PRESENT);
    if (agedMore != 0) {
      out.putSigned(agedMore);
    }
    out.putSigned(state.onHand());
    if (state.safetyStock() != 0) {
      out.putSigned(state.safetyStock());
    }
    if (state.reservedFree() != 0) {
      out.putSigned(state.reservedFree());
    }
    if (!state.earmarks().isEmpty()) {
      out.put(state.earmarks().size());
      state.earmarks().forEach(earmark -> write(out, earmark));
    }
    if (!state.inbound().isEmpty()) {
      out.put(state.inbound().size());
      for (Inbound inbound : state.inbound()) {
        out.putSigned(inbound.day().toEpochDay());
        out.put(inbound.expected());
        out.put(inbound.arrived());
        out.put(inbound.reserved());
      }
    }
  }

  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds stand beside
  private static void write(Packer out, Earmark earmark) {
    out.putText(earmark.holder().text());
    out.putSigned(earmark.units());
    out.putSigned(earmark.kept());
    out.putSigned(earmark.reserved());
    out.putSigned(earmark.until().getEpochSecond());
    out.put(earmark.until().getNano());
  }

  static StockView read(Unpacker in, Order order, List<String> warehouseIds, Instant time) {
    List<StockState> states = new ArrayList<>();
    Map<String, Long> inboundElsewhere = new HashMap<>();
    long age = 0;
    for (OrderLine line : order.lines()) {
      for (String warehouseId : warehouseIds) {
        int head = in.getInt();
        if (head != 0) {
          int flags = head - PRESENT;
          age += (flags & HAS_OTHER_AGE) == 0 ? 0 : in.getSigned();
          Instant asOf = time.minus(Duration.ofMinutes(age));
          states.add(read(in, flags, warehouseId, line.sku(), asOf));
        }
      }
      inboundElsewhere.put(line.sku(), in.get());
    }
    return StockView.of(states, SalesPoint.of(order), time, inboundElsewhere);
  }

  private static StockState read(
      Unpacker in, int flags, String warehouseId, String sku, Instant asOf) {
    long onHand = in.getSigned();
    long safetyStock = (flags & HAS_SAFETY_STOCK) == 0 ? 0 : in.getSigned();
    long reservedFree = (flags & HAS_RESERVED) == 0 ? 0 : in.getSigned();
    List<Earmark> earmarks = new ArrayList<>();
    for (int count = (flags & HAS_EARMARKS) == 0 ? 0 : in.getInt(); count > 0; count--) {
      earmarks.add(readEarmark(in, warehouseId, sku));
    }
    List<Inbound> inbound = new ArrayList<>();
    for (int count = (flags & HAS_INBOUND) == 0 ? 0 : in.getInt(); count > 0; count--) {
      LocalDate day = LocalDate.ofEpochDay(in.getSigned());
      inbound.add(new Inbound(warehouseId, sku, day, in.get(), in.get(), in.get()));
    }
    return new StockState(
        warehouseId, sku, onHand, safetyStock, reservedFree, earmarks, inbound, asOf);
  }

  private static Earmark readEarmark(Unpacker in, String warehouseId, String sku) {
    return new Earmark(
        warehouseId,
        sku,
        EarmarkHolder.parse(in.getText()),
        in.getSigned(),
        in.getSigned(),
        in.getSigned(),
        Instant.ofEpochSecond(in.getSigned(), in.get()));
  }
}
