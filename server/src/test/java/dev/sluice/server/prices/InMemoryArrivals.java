package dev.sluice.server.prices;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Days in memory, of one replica. */
public final class InMemoryArrivals implements ArrivalRepository {
  private static final int WEEKS = 4;

  private final NavigableMap<LocalDate, NavigableMap<Integer, ArrivalSlot>> days = new TreeMap<>();

  @Override
  public void store(LocalDate day, List<ArrivalSlot> slots) {
    NavigableMap<Integer, ArrivalSlot> ofDay = days.computeIfAbsent(day, same -> new TreeMap<>());
    slots.forEach(slot -> ofDay.put(slot.number(), slot));
  }

  @Override
  public List<ArrivalDay> listLike(LocalDate day) {
    List<ArrivalDay> like = new ArrayList<>();
    for (int weeks = 1; weeks <= WEEKS; weeks++) {
      LocalDate other = day.minusWeeks(weeks);
      NavigableMap<Integer, ArrivalSlot> slots = days.get(other);
      if (slots != null) {
        like.add(new ArrivalDay(other, new ArrayList<>(slots.values())));
      }
    }
    if (like.isEmpty() && days.lowerEntry(day) != null) {
      like.add(read(days.lowerEntry(day)));
    }
    return List.copyOf(like);
  }

  @Override
  public long countOfOthers(LocalDate day) {
    return 0;
  }

  @Override
  public void forgetBefore(LocalDate day) {
    days.headMap(day).clear();
  }

  private static ArrivalDay read(Map.Entry<LocalDate, NavigableMap<Integer, ArrivalSlot>> day) {
    return new ArrivalDay(day.getKey(), new ArrayList<>(day.getValue().values()));
  }
}
