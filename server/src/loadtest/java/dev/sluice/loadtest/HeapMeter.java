package dev.sluice.loadtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects all garbage of a JVM and reads what is left, by the JDK's {@code jcmd}. */
public final class HeapMeter {
  private static final Pattern USED = Pattern.compile("heap +total .*used ([0-9]+)K");
  private static final long KIB_PER_MIB = 1024;

  private static final int LOOKS = 3;
  private static final long BETWEEN_LOOKS_MILLIS = 4_000;

  private static final Pattern METASPACE = Pattern.compile("Both: +([0-9]+)[.0-9]* KB used");
  private static final Pattern LOADERS = Pattern.compile("Total = ([0-9]+)");

  private final long pid;

  /**
   * What a full collection leaves.
   *
   * @param liveMib in the heap
   * @param metaspaceMib of loaded classes
   * @param classLoaders that are not collected
   */
  public record Left(double liveMib, double metaspaceMib, long classLoaders) {}

  public HeapMeter(long pid) {
    this.pid = pid;
  }

  /** MiB that are in use after a full collection. */
  long liveMib() throws IOException, InterruptedException {
    return (long) left().liveMib();
  }

  /**
   * What is left by the least of some looks: one that finds a refresh of prices under way counts
   * its whole problem.
   */
  Left leastLeft() throws IOException, InterruptedException {
    Left least = left();
    for (int i = 1; i < LOOKS; i++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      Left next = left();
      least =
          new Left(
              Math.min(least.liveMib(), next.liveMib()),
              Math.min(least.metaspaceMib(), next.metaspaceMib()),
              Math.min(least.classLoaders(), next.classLoaders()));
    }
    return least;
  }

  /** Everything that is left after a full collection. */
  public Left left() throws IOException, InterruptedException {
    jcmd("GC.run");
    String info = jcmd("GC.heap_info");
    String metaspace = jcmd("VM.metaspace", "basic", "scale=KB");
    String loaders = jcmd("VM.classloader_stats");
    return new Left(
        (double) number(USED, info) / KIB_PER_MIB,
        (double) number(METASPACE, metaspace) / KIB_PER_MIB,
        number(LOADERS, loaders));
  }

  private static long number(Pattern pattern, String info) throws IOException {
    Matcher matcher = pattern.matcher(info);
    if (!matcher.find()) {
      throw new IOException("jcmd does not say what is used:\n" + info);
    }
    return Long.parseLong(matcher.group(1));
  }

  private String jcmd(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(Long.toString(pid));
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + " failed:\n" + output);
    }
    return output;
  }
}
