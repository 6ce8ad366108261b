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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The stock of an order's SKUs: for each line what is known of it at the warehouses that the
 * network knows, which are named by their place in it. No decision looks at the others.
 */
final class StockSection {

  private static final int HAS_SAFETY_STOCK = 1;
  private static final int HAS_RESERVED = 2;
  private static final int HAS_EARMARKS = 4;
  private static final int HAS_INBOUND = 8;
  private static final int FLAG_BITS = 4;

  private StockSection() {}

  static void write(Packer out, DecisionInput input, WarehousePlaces places) {
    for (OrderLine line : input.order().lines()) {
      List<StockState> known = new ArrayList<>();
      for (String warehouseId : input.stock().listWarehouseIds(line.sku())) {
        if (places.find(warehouseId) >= 0) {
          input.stock().findState(warehouseId, line.sku()).ifPresent(known::add);
        }
      }
      out.put(known.size());
      for (StockState state : known) {
        write(out, places.find(state.warehouseId()), state);
      }
    }
  }

  private static void write(Packer out, int place, StockState state) {
    int flags =
        (state.safetyStock() == 0 ? 0 : HAS_SAFETY_STOCK)
            | (state.reservedFree() == 0 ? 0 : HAS_RESERVED)
            | (state.earmarks().isEmpty() ? 0 : HAS_EARMARKS)
            | (state.inbound().isEmpty() ? 0 : HAS_INBOUND);
    out.put((long) place << FLAG_BITS | flags);
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

  static StockView read(Unpacker in, Order order, WarehousePlaces places, Instant time) {
    List<StockState> states = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      for (int count = in.getInt(); count > 0; count--) {
        states.add(read(in, line.sku(), places));
      }
    }
    return StockView.of(states, SalesPoint.of(order), time);
  }

  private static StockState read(Unpacker in, String sku, WarehousePlaces places) {
    long head = in.get();
    String warehouseId = places.get((int) (head >>> FLAG_BITS));
    long onHand = in.getSigned();
    long safetyStock = (head & HAS_SAFETY_STOCK) == 0 ? 0 : in.getSigned();
    long reservedFree = (head & HAS_RESERVED) == 0 ? 0 : in.getSigned();
    List<Earmark> earmarks = new ArrayList<>();
    for (int count = (head & HAS_EARMARKS) == 0 ? 0 : in.getInt(); count > 0; count--) {
      earmarks.add(readEarmark(in, warehouseId, sku));
    }
    List<Inbound> inbound = new ArrayList<>();
    for (int count = (head & HAS_INBOUND) == 0 ? 0 : in.getInt(); count > 0; count--) {
      LocalDate day = LocalDate.ofEpochDay(in.getSigned());
      inbound.add(new Inbound(warehouseId, sku, day, in.get(), in.get(), in.get()));
    }
    return new StockState(warehouseId, sku, onHand, safetyStock, reservedFree, earmarks, inbound);
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
