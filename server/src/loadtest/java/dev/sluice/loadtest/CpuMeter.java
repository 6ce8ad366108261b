package dev.sluice.loadtest;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CPU time of groups of processes, from /proc. */
public final class CpuMeter {
  /** Linux tells programs 100 ticks a second, whatever the kernel counts in. */
  private static final double MICROS_PER_TICK = 10_000;

  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int CHILDREN_UTIME = 13;
  private static final int CHILDREN_STIME = 14;

  private final Map<String, ProcessGroup> groups = new LinkedHashMap<>();

  /** Who belongs to a group now; processes come and go. */
  @FunctionalInterface
  public interface ProcessGroup {
    List<Long> pids() throws IOException;
  }

  /** Adds a group; with one that ended its children that it waited for count, too. */
  public CpuMeter with(String name, ProcessGroup group) {
    groups.put(name, group);
    return this;
  }

  /** CPU microseconds used so far, by group. */
  public Map<String, Double> read() throws IOException {
    Map<String, Double> used = new LinkedHashMap<>();
    for (Map.Entry<String, ProcessGroup> group : groups.entrySet()) {
      double micros = 0;
      for (long pid : group.getValue().pids()) {
        micros += micros(pid);
      }
      used.put(group.getKey(), micros);
    }
    return used;
  }

  /** What was used between two readings. */
  public static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> used = new LinkedHashMap<>();
    after.forEach((name, micros) -> used.put(name, micros - before.getOrDefault(name, 0.0)));
    return used;
  }

  private static double micros(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The program's name stands in parentheses and may hold blanks.
      List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
      double ticks = 0;
      for (int field : new int[] {UTIME, STIME, CHILDREN_UTIME, CHILDREN_STIME}) {
        ticks += Long.parseLong(fields.get(field));
      }
      return ticks * MICROS_PER_TICK;
    } catch (NoSuchFileException e) {
      return 0; // It ended meanwhile.
    }
  }
}
