package dev.sluice.loadtest;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines that run a class of this program's own class path in a JVM of its own. */
final class JavaCommand {
  private static final int FIRST_WARNING_OF_UNSAFE = 24;

  private JavaCommand() {}

  /** Runs {@code mainClass} with the JVM that runs this program, with the launcher's flags. */
  static List<String> of(
      List<String> flags, String classPath, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dfile.encoding=UTF-8");
    command.add("-XX:ThreadPriorityPolicy=1");
    command.add("-XX:CompilerThreadPriority=4");
    if (Runtime.version().feature() >= FIRST_WARNING_OF_UNSAFE) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The class path without tests and load programs, as shipped. */
  static String shippedClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
