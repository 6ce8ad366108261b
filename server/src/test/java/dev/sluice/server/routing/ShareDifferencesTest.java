package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareDifferencesTest {

  @Test
  void each_number_that_differs_is_a_line() {
    ShareNumbers now =
        numbers(
            List.of(new Cap("SF", 200_000, false, "A-1"), new Cap("ZTO", 600_000, false, "A-1")),
            List.of(new Target("ZTO", 585_000, 50_000, "A-1")),
            List.of());
    ShareNumbers then =
        numbers(
            List.of(new Cap("SF", 200_000, false, "B-1"), new Cap("ZTO", 500_000, true, "B-1")),
            List.of(),
            List.of(new Suspension("YTO", "B-2", "strike")));

    assertThat(ShareDifferences.lines(now, then))
        .containsExactly(
            "EAST ZTO cap: 60 % -> 50 % strict",
            "EAST ZTO target: 58.5 % +- 5 % -> none", "EAST YTO suspension: none -> strike");
    assertThat(ShareDifferences.lines(now, now)).isEmpty();
    assertThat(ShareDifferences.lines(ShareNumbers.none(), now)).hasSize(3);
  }

  private static ShareNumbers numbers(
      List<Cap> caps, List<Target> targets, List<Suspension> suspensions) {
    return ShareNumbers.of(
        "v",
        Map.of(
            "EAST",
            new ShareVerdicts(caps, targets, suspensions, List.of(), List.of(), List.of())));
  }
}
