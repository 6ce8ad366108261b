package dev.sluice.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes.
 *
 * @param out for results
 * @param err for errors and progress
 * @param outInteractive whether a person sees {@code out} rather than a file or pipe
 * @param errInteractive the same of {@code err}
 * @param coloured whether colours are welcome on {@code out}
 * @param width columns to fit into
 */
public record Terminal(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean outInteractive,
    boolean errInteractive,
    boolean coloured,
    int width) {

  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 60;
  private static final int MAX_WIDTH = 200;

  /** The process's own streams. NO_COLOR and TERM=dumb switch colours off. */
  static Terminal ofProcess(Map<String, String> environment) {
    Charset charset = charset();
    boolean outInteractive = isTerminal(1);
    boolean coloured =
        outInteractive
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        System.in,
        writer(new FileOutputStream(FileDescriptor.out), charset),
        writer(new FileOutputStream(FileDescriptor.err), charset),
        outInteractive,
        isTerminal(2),
        coloured,
        width(environment.get("COLUMNS")));
  }

  private static PrintWriter writer(OutputStream stream, Charset charset) {
    return new PrintWriter(stream, true, charset);
  }

  /** The locale's charset; but ASCII (LANG=C) would turn every Chinese name into question marks. */
  private static Charset charset() {
    String name = System.getProperty("native.encoding", "UTF-8");
    Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  /**
   * Asks Linux about one stream; System.console() differs between JDKs and joins in and out. Where
   * there is no /proc, nobody is taken to be watching.
   */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static int width(@Nullable String columns) {
    if (columns == null || !columns.matches("[0-9]{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Integer.parseInt(columns)));
  }
}
