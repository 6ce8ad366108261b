package dev.sluice.server.cli;

import dev.sluice.server.cli.demo.OrderProgress;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a long step is: a bar for people, a line now and then for logs. */
final class DemoProgress implements OrderProgress {
  private static final int LINES = 5;

  private final Terminal terminal;
  private final String task;
  private final long all;
  private final @Nullable ProgressBar bar;
  private long done;

  DemoProgress(Terminal terminal, String task, long all) {
    this.terminal = terminal;
    this.task = task;
    this.all = all;
    this.bar = terminal.errInteractive() ? createBar(terminal, task, all) : null;
  }

  @Override
  public synchronized void step() {
    done++;
    if (bar != null) {
      bar.step();
    } else if (done * LINES / all > (done - 1) * LINES / all) {
      terminal.err().printf("%s %,d / %,d%n", task, done, all);
      terminal.err().flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      terminal.err().println();
    }
  }

  private static ProgressBar createBar(Terminal terminal, String task, long all) {
    int width = Math.min(terminal.width(), 100) - 1;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(all)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setMaxRenderedLength(width)
        .setConsumer(
            new DelegatingProgressBarConsumer(
                line -> {
                  terminal.err().print("\r" + line);
                  terminal.err().flush();
                },
                width))
        .build();
  }
}
