package dev.sluice.server.prices;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The orders of the day so far: their number, a fair sample, the latest, and a few of each slot.
 */
final class TodaysOrders {

  private static final int OF_SLOT = 64;
  private static final int LATEST = 100;

  /** Of an order that finds the sample full, the chance that it gets in, at least. */
  private static final double FRESHNESS = 0.2;

  private final LocalDate day;
  private final int sampleSize;
  private final List<ArrivedOrder> sample = new ArrayList<>();
  private final Deque<ArrivedOrder> latest = new ArrayDeque<>();
  private final NavigableMap<Integer, Slot> slots = new TreeMap<>();
  private final NavigableSet<Integer> unsaved = new TreeSet<>();
  private long count;

  private static final class Slot {
    private final List<ArrivedOrder> samples = new ArrayList<>(OF_SLOT);
    private long orders;
  }

  TodaysOrders(LocalDate day, int sampleSize) {
    this.day = day;
    this.sampleSize = sampleSize;
  }

  LocalDate day() {
    return day;
  }

  long count() {
    return count;
  }

  void add(ArrivedOrder order, int slotNumber) {
    count++;
    latest.addLast(order);
    if (latest.size() > LATEST) {
      latest.removeFirst();
    }
    double chance = Math.max(FRESHNESS, (double) sampleSize / count);
    put(sample, order, sampleSize, chance);
    Slot slot = slots.computeIfAbsent(slotNumber, number -> new Slot());
    slot.orders++;
    put(slot.samples, order, OF_SLOT, (double) OF_SLOT / slot.orders);
    unsaved.add(slotNumber);
  }

  List<ArrivedOrder> sample() {
    return List.copyOf(sample);
  }

  /** Oldest first. */
  List<ArrivedOrder> latest() {
    return List.copyOf(latest);
  }

  /** The slots that changed since they were asked for last. */
  List<ArrivalSlot> takeUnsaved() {
    List<ArrivalSlot> changed = new ArrayList<>();
    for (int number : unsaved) {
      Slot slot = slots.computeIfAbsent(number, same -> new Slot());
      changed.add(new ArrivalSlot(number, slot.orders, List.copyOf(slot.samples)));
    }
    unsaved.clear();
    return changed;
  }

  /** Asks for these again, since they could not be saved. */
  void unsave(List<ArrivalSlot> notSaved) {
    notSaved.forEach(slot -> unsaved.add(slot.number()));
  }

  /**
   * In place of any other where there is no room, drawn by a hash: the same orders, the same
   * sample.
   */
  private void put(List<ArrivedOrder> into, ArrivedOrder order, int most, double chance) {
    if (into.size() < most) {
      into.add(order);
      return;
    }
    long drawn = mixed(order.order().key().hashCode() * 31L + count);
    if ((drawn >>> 11) * 0x1.0p-53 < chance) {
      into.set((int) Math.floorMod(mixed(drawn), (long) most), order);
    }
  }

  /** SplitMix64's finalizer. */
  private static long mixed(long number) {
    long mixed = number + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
