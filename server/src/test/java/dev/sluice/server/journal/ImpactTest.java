package dev.sluice.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpactTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # orders, worse, better, failed, grave
               0,     0,      0,      0, false
              20,     5,      0,      0, false
              20,     6,      0,      0, true
              20,     9,      4,      0, false
            1000,    10,      0,      0, false
            1000,    11,      0,      0, true
            1000,    11,      1,      0, false
            1000,     0,      9,      1, true
          """)
  void manyMoreMissingOrAnyFailingIsGrave(
      int orders, int worse, int better, int failed, boolean grave) {
    assertThat(new Impact(orders, worse, better, 0, failed, List.of()).isGrave()).isEqualTo(grave);
  }
}
