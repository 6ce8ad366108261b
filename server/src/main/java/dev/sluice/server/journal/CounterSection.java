package dev.sluice.server.journal;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.routing.Contenders;
import dev.sluice.server.routing.DecisionInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the warehouses that come into question, and of shares. Their keys follow from
 * network, time and contenders, so that only values are kept, and a hash that tells whether this
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

  /**
   * What a decision asked for.
   *
   * @param keys by the capacity that each begins with, which most still have
   */
  private record Asked(List<CounterKey> keys, List<Long> capacities) {

    private Set<String> subjects() {
      Set<String> subjects = new LinkedHashSet<>();
      keys.forEach(key -> subjects.add(key.subject()));
      return subjects;
    }

    private int hash() {
      int hash = keys.size();
      for (int i = 0; i < keys.size(); i++) {
        hash = 31 * hash + keys.get(i).hashCode();
      }
      return hash;
    }
  }

  /** Writes them, and tells of which warehouses, lanes and carriers they are. */
  static Set<String> write(Packer out, DecisionInput input) {
    NetworkView view = input.view();
    Asked asked =
        asked(view.network(), view.coverage(), view.time(), view.shareDay(), input.contenders());
    out.putFixed(asked.hash());
    for (int i = 0; i < asked.keys.size(); i++) {
      @Nullable Counter counter = view.counters().get(asked.keys.get(i));
      if (counter == null) {
        out.put(0);
      } else {
        write(out, counter, asked.capacities.get(i));
      }
    }
    writeReadLate(out, input.readLate(), asked.keys);
    return asked.subjects();
  }

  private static void writeReadLate(Packer out, List<Counter> readLate, List<CounterKey> keys) {
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
      write(out, counter, Counter.UNLIMITED);
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
      Contenders contenders) {
    Asked asked = asked(network, coverage, time, shareDay, contenders);
    if (in.getFixed() != asked.hash()) {
      throw new UnreadableRecordException("its decision asked for other counters");
    }
    Map<CounterKey, Counter> counters = new HashMap<>();
    for (int i = 0; i < asked.keys.size(); i++) {
      CounterKey key = asked.keys.get(i);
      long head = in.get();
      if (head != 0) {
        counters.put(key, read(in, head, key, asked.capacities.get(i)));
      }
    }
    for (int count = in.getInt(); count > 0; count--) {
      CounterKey key =
          new CounterKey(
              CounterKind.ofCode(in.getInt()),
              in.getText(),
              in.getText(),
              LocalDate.ofEpochDay(in.getSigned()));
      counters.put(key, read(in, in.get(), key, Counter.UNLIMITED));
    }
    return new NetworkView(network, time, shareDay, coverage, counters);
  }

  private static Counter read(Unpacker in, long head, CounterKey key, long template) {
    long bits = head - PRESENT;
    long capacity = (bits & HAS_CAPACITY) != 0 ? in.getSigned() : template;
    long exempt = (bits & HAS_EXEMPT) != 0 ? in.getSigned() : 0;
    return new Counter(key, capacity, bits >>> FLAG_BITS, exempt);
  }

  private static Asked asked(
      Network network,
      RegionalCoverage coverage,
      Instant time,
      LocalDate shareDay,
      Contenders contenders) {
    Asked asked = new Asked(new ArrayList<>(128), new ArrayList<>(128));
    network.nameCounters(
        coverage,
        contenders.lanes(),
        time,
        shareDay,
        (key, capacity) -> {
          asked.keys.add(key);
          asked.capacities.add(capacity);
        });
    return asked;
  }
}
