package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;

class SluiceCliTest {

  @Test
  void helpListsTheCommandsAndExitCodes() {
    Run run = CommandLines.run("help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Usage: sluice", "version  ", "Exit codes:");
    assertThat(CommandLines.run("--lang", "zh", "help").out()).contains("用法：sluice", "退出码：");
  }

  @Test
  void withoutACommandItHelps() {
    assertThat(CommandLines.run().out()).isEqualTo(CommandLines.run("help").out());
  }

  @Test
  void helpOfOneCommandIsTheCommandsOwnHelp() {
    assertThat(CommandLines.run("help", "version").out())
        .contains("Usage: sluice version")
        .isEqualTo(CommandLines.run("version", "--help").out());
    assertThat(CommandLines.run("help", "rules", "check").out())
        .contains("Usage: sluice rules check")
        .isEqualTo(CommandLines.run("rules", "check", "--help").out());
  }

  @Test
  void aMistypedCommandIsAUsageErrorWithAdvice() {
    Run run = CommandLines.run("versoin");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("versoin", "version", "--help").doesNotContain("\tat ");
    assertThat(CommandLines.run("help", "nothing").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anUnknownLanguageIsRefusedAndNamed() {
    Run run = CommandLines.run("version", "--lang", "fr");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--lang", "fr", "zh|en");
  }

  @Test
  void usageErrorsSpeakChinese() {
    assertThat(CommandLines.run("--lang=zh", "version", "--nothing").err())
        .contains("不认识的参数：--nothing");
  }

  @Test
  void versionNamesTheJava() {
    assertThat(CommandLines.run("version").out())
        .contains("Sluice ", System.getProperty("java.version"));
  }
}
