package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareTollTest {

  private static final long FULL = 2_000_000;
  private static final Optional<Cap> CAP_58 = Optional.of(new Cap("SF", 580_000, false, "S-1"));
  private static final Optional<Target> TARGET_58 = target(580_000, 10_000);

  @Test
  void a_capped_target_is_aimed_at_from_below_and_paid_in_full_at_the_cap() {
    ShareToll atTheCap = toll(CAP_58, TARGET_58, 5_800, 10_000, 10_000);
    assertThat(atTheCap.aimPpm()).isEqualTo(575_000);
    // Half a point of 10,000 parcels is less than the root of them.
    assertThat(atTheCap.edgeParcels()).isEqualTo(100);
    assertThat(toll(CAP_58, TARGET_58, 580_000, 1_000_000, 1_000_000).micros()).isEqualTo(FULL);
    assertThat(toll(CAP_58, TARGET_58, 575_000, 1_000_000, 1_000_000).micros()).isZero();
    assertThat(toll(CAP_58, TARGET_58, 570_000, 1_000_000, 1_000_000).micros()).isEqualTo(-FULL);
  }

  @Test
  void beyond_the_edge_it_grows_faster_and_has_an_end() {
    assertThat(toll(CAP_58, TARGET_58, 568_750, 1_000_000, 1_000_000).micros())
        .isEqualTo(-FULL * 3 / 2);
    assertThat(toll(CAP_58, TARGET_58, 0, 1_000_000, 1_000_000).micros()).isEqualTo(-FULL * 3 / 2);
    Optional<Target> home = target(850_000, 100_000);
    assertThat(toll(Optional.empty(), home, 970_000, 1_000_000, 1_000_000).micros())
        .isEqualTo(2_880_000);
    assertThat(toll(Optional.empty(), home, 1_000_000, 1_000_000, 1_000_000).micros())
        .isEqualTo(4_500_000);
  }

  @Test
  void a_cap_alone_is_never_a_reason_to_give_parcels() {
    assertThat(toll(CAP_58, Optional.empty(), 580_000, 1_000_000, 1_000_000).micros())
        .isEqualTo(FULL);
    assertThat(toll(CAP_58, Optional.empty(), 100_000, 1_000_000, 1_000_000).micros()).isZero();
  }

  @Test
  void a_day_that_is_known_leaves_room_below_the_cap_in_the_morning_and_is_patient_below_it() {
    ShareToll morning = toll(CAP_58, TARGET_58, 580_000, 1_000_000, 10_000_000);
    assertThat(morning.aimPpm()).isLessThan(570_000);
    assertThat(morning.micros()).isEqualTo(FULL);
    long lacking = toll(CAP_58, TARGET_58, 540_000, 1_000_000, 10_000_000).micros();
    assertThat(lacking).isBetween(-FULL / 5, -1L);
    assertThat(toll(CAP_58, TARGET_58, 540_000, 1_000_000, 1_000_000).micros())
        .isEqualTo(-FULL * 3 / 2);
  }

  @Test
  void few_parcels_say_nothing() {
    assertThat(toll(CAP_58, TARGET_58, 0, 0, 0).micros()).isZero();
    assertThat(toll(CAP_58, TARGET_58, 1, 1, 1).micros()).isBetween(0L, FULL / 20);
  }

  @Test
  void a_target_above_the_cap_is_none() {
    Optional<Cap> cut = Optional.of(new Cap("SF", 500_000, false, "S-1"));
    ShareToll toll = toll(cut, TARGET_58, 400_000, 1_000_000, 1_000_000);
    assertThat(toll.aimPpm()).isEqualTo(487_500);
    assertThat(toll.micros()).isZero();
  }

  @Test
  void without_rules_or_steering_there_is_none() {
    assertThat(ShareToll.of(Optional.empty(), Optional.empty(), 5, 10, 10, FULL)).isEmpty();
    assertThat(ShareToll.of(CAP_58, TARGET_58, 5, 10, 10, 0)).isEmpty();
  }

  private static ShareToll toll(
      Optional<Cap> cap, Optional<Target> target, long parcels, long all, long expected) {
    return ShareToll.of(cap, target, parcels, all, expected, FULL).orElseThrow();
  }

  private static Optional<Target> target(long ppm, long tolerancePpm) {
    return Optional.of(new Target("SF", ppm, tolerancePpm, "S-2"));
  }
}
