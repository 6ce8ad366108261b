package dev.sluice.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void addsUpItsLines() {
    var order =
        Order.builder()
            .lines(
                List.of(
                    Line.builder().sku("A").quantity(2).fragile(true).build(),
                    Line.builder().sku("B").quantity(3).frozen(true).build()))
            .build();

    assertThat(order.lineCount()).isEqualTo(2);
    assertThat(order.unitCount()).isEqualTo(5);
    assertThat(order.fragile()).isTrue();
    assertThat(order.frozen()).isTrue();
    assertThat(order.chilled()).isFalse();
  }

  @Test
  void keepsItsOwnCopyOfSets() {
    var groups = new HashSet<>(Set.of("CN"));
    var order = Order.builder().groups(groups).build();
    groups.add("EAST");

    assertThat(order.groups()).containsExactly("CN");
  }

  @Test
  void refusesWordsOutsideTheClosedLists() {
    var order = Order.builder().tier("PLATINUM");

    assertThatThrownBy(order::build)
        .hasMessageContaining("`PLATINUM`")
        .hasMessageContaining("GOLD");
    var warehouse = Warehouse.builder().kind("SHED");
    assertThatThrownBy(warehouse::build).hasMessageContaining("`SHED`");
  }
}
