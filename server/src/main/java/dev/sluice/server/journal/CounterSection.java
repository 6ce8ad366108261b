package dev.sluice.server.journal;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.CandidateFinder;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the warehouses that have something of the order, and of shares. Their keys follow
 * from network, time and stock, so that only values are kept, and a hash that tells whether this
 * software still asks for the same keys in the same order. Keys that were read after a lost race
 * and that no view asks for are kept in full.
 */
final class CounterSection {

  private static final int HAS_CAPACITY = 1;
  private static final int HAS_EXEMPT = 2;
  private static final int FLAG_BITS = 2;

  /** Comes before flags and number; 0 alone: there is no such counter. */
  private static final int PRESENT = 1;

  private CounterSection() {}

  static void write(Packer out, DecisionInput input) {
    NetworkView view = input.view();
    List<CounterKey> keys =
        keys(
            view.network(),
            view.coverage(),
            view.time(),
            view.shareDay(),
            input.order(),
            input.stock());
    out.putFixed(hash(keys));
    for (CounterKey key : keys) {
      @Nullable Counter counter = view.counters().get(key);
      if (counter == null) {
        out.put(0);
      } else {
        write(out, counter, template(view.network(), key));
      }
    }
    writeReadLate(out, input.readLate(), keys, view.network());
  }

  private static void writeReadLate(
      Packer out, List<Counter> readLate, List<CounterKey> keys, Network network) {
    List<Counter> others = new ArrayList<>(0);
    if (!readLate.isEmpty()) {
      Set<CounterKey> asked = new HashSet<>(keys);
      for (Counter counter : readLate) {
        if (!counter.key().isOfStock() && !asked.contains(counter.key())) {
          others.add(counter);
        }
      }
    }
    out.put(others.size());
    for (Counter counter : others) {
      CounterKey key = counter.key();
      out.put(key.kind().code());
      out.putText(key.subject());
      out.putText(key.scope());
      out.putSigned(key.day().toEpochDay());
      write(out, counter, template(network, key));
    }
  }

  private static void write(Packer out, Counter counter, long template) {
    boolean hasCapacity = counter.capacity() != template;
    boolean hasExempt = counter.exempt() != 0;
    int flags = (hasCapacity ? HAS_CAPACITY : 0) | (hasExempt ? HAS_EXEMPT : 0);
    out.put((counter.used() << FLAG_BITS | flags) + PRESENT);
    if (hasCapacity) {
      out.putSigned(counter.capacity());
    }
    if (hasExempt) {
      out.putSigned(counter.exempt());
    }
  }

  static NetworkView read(
      Unpacker in,
      Network network,
      RegionalCoverage coverage,
      Instant time,
      LocalDate shareDay,
      Order order,
      StockView stock) {
    List<CounterKey> keys = keys(network, coverage, time, shareDay, order, stock);
    if (in.getFixed() != hash(keys)) {
      throw new UnreadableRecordException("its decision asked for other counters");
    }
    Map<CounterKey, Counter> counters = new HashMap<>();
    for (CounterKey key : keys) {
      long head = in.get();
      if (head != 0) {
        counters.put(key, read(in, head, key, network));
      }
    }
    for (int count = in.getInt(); count > 0; count--) {
      CounterKey key =
          new CounterKey(
              CounterKind.ofCode(in.getInt()),
              in.getText(),
              in.getText(),
              LocalDate.ofEpochDay(in.getSigned()));
      counters.put(key, read(in, in.get(), key, network));
    }
    return new NetworkView(network, time, shareDay, coverage, counters);
  }

  private static Counter read(Unpacker in, long head, CounterKey key, Network network) {
    long bits = head - PRESENT;
    long capacity = (bits & HAS_CAPACITY) != 0 ? in.getSigned() : template(network, key);
    long exempt = (bits & HAS_EXEMPT) != 0 ? in.getSigned() : 0;
    return new Counter(key, capacity, bits >>> FLAG_BITS, exempt);
  }

  private static List<CounterKey> keys(
      Network network,
      RegionalCoverage coverage,
      Instant time,
      LocalDate shareDay,
      Order order,
      StockView stock) {
    List<CounterKey> keys = new ArrayList<>(128);
    network.nameCounters(
        coverage, new TreeSet<>(CandidateFinder.holders(order, stock)), time, shareDay, keys::add);
    return keys;
  }

  private static int hash(List<CounterKey> keys) {
    int hash = keys.size();
    for (CounterKey key : keys) {
      hash = 31 * hash + key.kind().code();
      hash = 31 * hash + key.subject().hashCode();
      hash = 31 * hash + key.scope().hashCode();
      hash = 31 * hash + (int) key.day().toEpochDay();
    }
    return hash;
  }

  /** The capacity that a day begins with, which most still have. */
  private static long template(Network network, CounterKey key) {
    return switch (key.kind()) {
      case WAREHOUSE_DAY -> {
        @Nullable Warehouse warehouse = network.warehouses().get(key.subject());
        yield warehouse == null ? Counter.UNLIMITED : warehouse.dailyCapacity();
      }
      case LANE_DAY -> {
        @Nullable Lane lane = network.lanes().get(key.subject());
        yield lane == null ? Counter.UNLIMITED : lane.dailyParcels().orElse(Counter.UNLIMITED);
      }
      case CARRIER_DAY -> {
        @Nullable Carrier carrier = network.carriers().get(key.subject());
        yield carrier == null
            ? Counter.UNLIMITED
            : carrier.dailyParcels().orElse(Counter.UNLIMITED);
      }
      case STOCK, EARMARK, INBOUND, CARRIER_SHARE, ALL_SHARE -> Counter.UNLIMITED;
    };
  }
}
