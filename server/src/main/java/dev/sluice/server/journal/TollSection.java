package dev.sluice.server.journal;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.Toll;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.OrderLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tolls that a decision may have asked for: of what its warehouses, carriers and SKUs are. */
final class TollSection {

  /** In place of the number of a text: it follows, and is the next to be numbered. */
  private static final int NEW_TEXT = 0;

  private TollSection() {}

  /**
   * Writes them, each text once.
   *
   * @param subjects of the counters that the decision may have asked for
   */
  static void write(Packer out, DecisionInput input, Set<String> subjects) {
    Set<String> skus = new LinkedHashSet<>();
    for (OrderLine line : input.order().lines()) {
      skus.add(line.sku());
    }
    List<Toll> tolls = input.tolls().concerning(skus, subjects);
    out.put(tolls.size());
    Map<String, Integer> texts = new HashMap<>();
    double shareToCome = 0;
    for (Toll toll : tolls) {
      CounterKey key = toll.counter();
      boolean same = toll.shareToCome() == shareToCome;
      out.put((long) key.kind().code() << 1 | (same ? 1 : 0));
      putText(out, texts, key.subject());
      putText(out, texts, key.scope());
      out.putSigned(key.day().toEpochDay());
      out.put(toll.priceMicros());
      out.put(toll.epsMicros());
      if (!same) {
        shareToCome = toll.shareToCome();
        putDouble(out, shareToCome);
      }
      putDouble(out, toll.shareFree());
    }
    if (input.tolls().parcelMicros() > 0) {
      out.put(input.tolls().parcelMicros());
    }
  }

  /**
   * @param parcelPriced whether what a parcel costs was written
   */
  static Tolls read(Unpacker in, boolean parcelPriced) {
    List<Toll> tolls = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    double shareToCome = 0;
    for (int count = in.getInt(); count > 0; count--) {
      int head = in.getInt();
      CounterKey key =
          new CounterKey(
              CounterKind.ofCode(head >>> 1),
              getText(in, texts),
              getText(in, texts),
              LocalDate.ofEpochDay(in.getSigned()));
      long priceMicros = in.get();
      long epsMicros = in.get();
      shareToCome = (head & 1) == 0 ? getDouble(in) : shareToCome;
      tolls.add(new Toll(key, priceMicros, epsMicros, shareToCome, getDouble(in)));
    }
    return Tolls.of(tolls, parcelPriced ? in.get() : 0);
  }

  private static void putText(Packer out, Map<String, Integer> texts, String text) {
    @Nullable Integer known = texts.putIfAbsent(text, texts.size() + 1);
    if (known == null) {
      out.put(NEW_TEXT);
      out.putText(text);
    } else {
      out.put(known);
    }
  }

  private static String getText(Unpacker in, List<String> texts) {
    int number = in.getInt();
    if (number > texts.size()) {
      throw new UnreadableRecordException("text " + number + " was not written before");
    }
    if (number == NEW_TEXT) {
      texts.add(in.getText());
      return texts.get(texts.size() - 1);
    }
    return texts.get(number - 1);
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
