package dev.sluice.loadtest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The short form of the faults: one or two of each kind under load, judged as the long form is, but
 * for time.
 */
class FaultsIT {

  @TempDir Path folder;

  @Test
  void nothing_acknowledged_is_lost_or_sold_twice() {
    int verdict =
        new CommandLine(new FaultsCommand())
            .execute(
                "--folder=" + folder,
                "--seed=7",
                "--replica-kills=3",
                "--postmaster-kills=1",
                "--immediate-stops=1",
                "--freezes=1",
                "--cuts=1",
                "--rate=40",
                "--stock-orders=1500",
                "--ready-within=120",
                "--max-minutes=4");

    assertThat(verdict).as("0: every answer was kept; what was broken is printed above").isZero();
  }
}
