package dev.sluice.server.routing.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Tariff.Band;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffCalculatorTest {

  /** 8 yuan for the first kilogram, 2 yuan a begun half kilogram; 3 yuan a begun kg above 10 kg. */
  private static final Tariff EXPRESS =
      new Tariff(
          "express",
          0,
          List.of(
              new Band(10_000, 1_000, 8_000_000, 500, 2_000_000),
              new Band(30_000, 1_000, 5_000_000, 1_000, 3_000_000)));

  @ParameterizedTest
  @CsvSource({
    "0, 8000000",
    "1, 8000000",
    "1000, 8000000",
    "1001, 10000000",
    "1500, 10000000",
    "1501, 12000000",
    "10000, 44000000",
    "10001, 35000000",
    "11000, 35000000",
    "11001, 38000000",
    "30000, 92000000"
  })
  void begun_steps_are_charged_in_the_band_that_holds_the_weight(long grams, long micros) {
    assertThat(TariffCalculator.chargeMicros(EXPRESS, grams)).hasValue(micros);
  }

  @Test
  void nothing_above_the_last_band_is_carried() {
    assertThat(TariffCalculator.chargeMicros(EXPRESS, 30_001)).isEmpty();
    assertThat(TariffCalculator.chargeMicros(EXPRESS, Long.MAX_VALUE)).isEmpty();
    assertThat(TariffCalculator.chargeMicros(new Tariff("none", 5, List.of()), 1)).isEmpty();
  }

  @Test
  void the_minimum_charge_holds_in_every_band() {
    Tariff tariff =
        new Tariff("per-kg", 6_000_000, List.of(new Band(100_000, 0, 0, 1_000, 1_500_000)));
    assertThat(TariffCalculator.chargeMicros(tariff, 0)).hasValue(6_000_000);
    assertThat(TariffCalculator.chargeMicros(tariff, 4_000)).hasValue(6_000_000);
    assertThat(TariffCalculator.chargeMicros(tariff, 4_001)).hasValue(7_500_000);
  }

  @Test
  void a_step_of_one_gram_charges_exactly() {
    Tariff tariff = new Tariff("gram", 0, List.of(new Band(100_000, 0, 0, 1, 1_234)));
    assertThat(TariffCalculator.chargeMicros(tariff, 777)).hasValue(777 * 1_234);
  }

  @Test
  void a_flat_band_charges_no_steps() {
    Tariff tariff = new Tariff("flat", 0, List.of(new Band(9_000, 1_000, 4_000_000, 0, 0)));
    assertThat(TariffCalculator.chargeMicros(tariff, 9_000)).hasValue(4_000_000);
  }

  @Test
  void huge_numbers_are_clamped_instead_of_overflowing() {
    Tariff tariff =
        new Tariff(
            "huge", 0, List.of(new Band(Long.MAX_VALUE, 0, Long.MAX_VALUE, 1, Long.MAX_VALUE)));
    OptionalLong charge = TariffCalculator.chargeMicros(tariff, Long.MAX_VALUE);
    assertThat(charge).hasValue(2 * Micros.LIMIT);
  }

  @ParameterizedTest
  @CsvSource({
    "6000, 1000, 5999, 1000",
    "6000, 1000, 6000, 1000",
    "6000, 1000, 6001, 1001",
    "6000, 2000, 12000, 2000",
    "6000, 2000, 12006, 2001",
    "5000, 0, 1, 1",
    "5000, 300, 0, 300",
    "0, 300, 99999999, 300",
    "1, 300, 9223372036854775807, 9223372036854775807"
  })
  void the_larger_of_real_and_volumetric_weight_is_charged(
      int divisor, long realGrams, long volumeCm3, long chargedGrams) {
    assertThat(TariffCalculator.chargedWeightGrams(service(divisor), realGrams, volumeCm3))
        .isEqualTo(chargedGrams);
  }

  private static CarrierService service(int divisor) {
    return CarrierService.builder("S", "C").volumetricCm3PerKg(divisor).maxWeightGrams(1).build();
  }
}
