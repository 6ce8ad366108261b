package dev.sluice.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoadProgramsTest {

  @Test
  void everyProgramSaysWhichOptionsItHas() {
    CommandLine programs = new CommandLine(new LoadPrograms());
    assertThat(programs.getSubcommands()).isNotEmpty();
    for (String program : programs.getSubcommands().keySet()) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      programs.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

      assertThat(programs.execute(program, "--help")).as(program).isZero();
      assertThat(out.toString()).contains("run " + program, "-h, --help", "show these options");
      assertThat(err.toString()).isEmpty();
    }
  }
}
