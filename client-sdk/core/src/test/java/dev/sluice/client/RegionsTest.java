package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {

  @Test
  void aShorterCodeCoversAllBelowIt() {
    assertThat(Regions.covers("33", "330106")).isTrue();
    assertThat(Regions.covers("330106", "330106")).isTrue();
    assertThat(Regions.covers("330106", "3301")).isFalse();
    assertThat(Regions.province("330106001")).isEqualTo("33");
    assertThat(Regions.city("330106001")).isEqualTo("3301");
    assertThat(Regions.shipTo("330106").getRegionCode()).isEqualTo("330106");
    assertThat(Regions.shipTo("330106", 30.26, 120.13).getLocation().getLatitude())
        .isEqualTo(30.26);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "330", "33010", "3301061", "33010600", "CN", "3301060010"})
  void whatIsNoCodeIsNamed(String code) {
    assertThatThrownBy(() -> Regions.shipTo(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"" + code + "\"", "Maybe");
  }

  @Test
  void aPlaceMustBeOnEarth() {
    assertThatThrownBy(() -> Regions.shipTo("330106", 120.13, 30.26))
        .hasMessageContainingAll("120.13", "swapped");
    assertThatThrownBy(() -> Regions.shipTo("330106", Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Regions.city("33")).hasMessageContaining("33");
  }
}
