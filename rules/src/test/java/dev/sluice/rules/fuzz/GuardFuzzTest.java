package dev.sluice.rules.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every seed holds in a build; {@code rules/src/test/run fuzz} looks for what does not. */
class GuardFuzzTest {
  private static final String[] FOLDERS = {"intake", "eligibility", "share"};

  private static @Nullable CaseRules caseRules;

  static Stream<Arguments> drl() {
    return Seeds.filesEndingIn(".drl");
  }

  static Stream<Arguments> tables() {
    return Seeds.filesEndingIn(".csv");
  }

  static Stream<Arguments> sentences() {
    return Seeds.filesEndingIn(".dslr");
  }

  static Stream<Arguments> cases() {
    return Seeds.filesEndingIn(".yaml");
  }

  static Stream<Arguments> choices() {
    return Seeds.choices();
  }

  @MethodSource("drl")
  @FuzzTest(maxDuration = "2m")
  void drlIsRefusedOrPrintsTheSame(byte[] file) {
    for (var folder : FOLDERS) {
      GuardProperties.judge(folder + "/fuzz/fuzz.drl", file);
    }
  }

  @MethodSource("tables")
  @FuzzTest(maxDuration = "2m")
  void tablesAreRefusedOrPrintTheSame(byte[] file) {
    for (var folder : FOLDERS) {
      GuardProperties.judge(folder + "/fuzz/fuzz.csv", file);
    }
  }

  @MethodSource("sentences")
  @FuzzTest(maxDuration = "2m")
  void sentencesAreRefusedOrPrintTheSame(byte[] file) {
    for (var folder : FOLDERS) {
      GuardProperties.judge(folder + "/fuzz/fuzz.dslr", file);
    }
  }

  @MethodSource("cases")
  @FuzzTest(maxDuration = "2m")
  void casesRunOrAreRefused(byte[] file) {
    if (caseRules == null) {
      caseRules = CaseRules.compile();
    }
    GuardProperties.runCases(caseRules, file);
  }

  @MethodSource("choices")
  @FuzzTest(maxDuration = "2m")
  void whatIsAcceptedCompiles(byte[] choices) {
    var file = MadeUpRule.of(choices);
    if (GuardProperties.judge(file.path(), GuardProperties.utf8(file.text()))) {
      GuardProperties.compiles(file.path(), file.text());
    }
  }
}
