package dev.sluice.server.journal;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.Toll;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.OrderLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tolls that a decision may have asked for: of what its warehouses, carriers and SKUs are. */
final class TollSection {

  private static final char LANE_BEGIN = '>';

  private TollSection() {}

  static void write(Packer out, DecisionInput input) {
    Set<String> skus = new HashSet<>();
    for (OrderLine line : input.order().lines()) {
      skus.add(line.sku());
    }
    Set<String> holders = new HashSet<>(input.stock().holders());
    List<Toll> tolls = new ArrayList<>();
    for (Toll toll : input.tolls().list()) {
      if (mayBeAskedFor(toll.counter(), skus, holders)) {
        tolls.add(toll);
      }
    }
    out.put(tolls.size());
    for (Toll toll : tolls) {
      CounterKey key = toll.counter();
      out.put(key.kind().code());
      out.putText(key.subject());
      out.putText(key.scope());
      out.putSigned(key.day().toEpochDay());
      out.put(toll.priceMicros());
      out.put(toll.epsMicros());
      putDouble(out, toll.shareToCome());
      putDouble(out, toll.shareFree());
    }
  }

  static Tolls read(Unpacker in) {
    List<Toll> tolls = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      CounterKey key =
          new CounterKey(
              CounterKind.ofCode(in.getInt()),
              in.getText(),
              in.getText(),
              LocalDate.ofEpochDay(in.getSigned()));
      tolls.add(new Toll(key, in.get(), in.get(), getDouble(in), getDouble(in)));
    }
    return Tolls.of(tolls);
  }

  private static boolean mayBeAskedFor(CounterKey key, Set<String> skus, Set<String> holders) {
    return switch (key.kind()) {
      case WAREHOUSE_DAY -> holders.contains(key.subject());
      case LANE_DAY -> {
        int end = key.subject().indexOf(LANE_BEGIN);
        yield end < 0 || holders.contains(key.subject().substring(0, end));
      }
      case STOCK, EARMARK, INBOUND -> skus.contains(key.sku());
      case CARRIER_DAY, CARRIER_SHARE, ALL_SHARE -> true;
    };
  }

  private static void putDouble(Packer out, double number) {
    long bits = Double.doubleToLongBits(number);
    out.putFixed((int) (bits >>> Integer.SIZE));
    out.putFixed((int) bits);
  }

  private static double getDouble(Unpacker in) {
    long high = (long) in.getFixed() << Integer.SIZE;
    return Double.longBitsToDouble(high | (in.getFixed() & 0xFFFF_FFFFL));
  }
}
