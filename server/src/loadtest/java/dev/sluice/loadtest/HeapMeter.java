package dev.sluice.loadtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects all garbage of a JVM and reads what is left, by the JDK's {@code jcmd}. */
final class HeapMeter {
  private static final Pattern USED = Pattern.compile("heap +total [0-9]+K, used ([0-9]+)K");
  private static final long KIB_PER_MIB = 1024;

  private final long pid;

  HeapMeter(long pid) {
    this.pid = pid;
  }

  /** MiB that are in use after a full collection. */
  long liveMib() throws IOException, InterruptedException {
    jcmd("GC.run");
    String info = jcmd("GC.heap_info");
    Matcher used = USED.matcher(info);
    if (!used.find()) {
      throw new IOException("jcmd does not say what the heap holds:\n" + info);
    }
    return Long.parseLong(used.group(1)) / KIB_PER_MIB;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + pid + " " + command + " failed:\n" + output);
    }
    return output;
  }
}
