package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.SampleRequests.line;
import static dev.sluice.server.grpc.SampleRequests.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderMapperTest {

  @Test
  void carriesEveryFieldThereAndBack() {
    dev.sluice.routing.v1.Order proto = SampleRequests.fullOrder().build();

    assertThat(OrderMapper.toProto(OrderMapper.toOrder(proto))).isEqualTo(proto);
    assertThat(proto.getAllFields()).as("the sample sets every field").hasSize(16);
  }

  @Test
  void countsWhatIsNotGivenAsTheDefault() {
    Order order = OrderMapper.toOrder(SampleRequests.order("O-1").build());

    assertThat(order.tier()).isEqualTo(CustomerTier.STANDARD);
    assertThat(order.serviceLevel()).isEqualTo(ServiceLevel.STANDARD);
    assertThat(order.paidTime()).isEmpty();
    assertThat(order.destination()).isEmpty();
    assertThat(order.lines())
        .containsExactly(new OrderLine("SKU-1", 2, 0, false, Optional.empty()));
  }

  @Test
  void countsLinesOfTheSameSkuTogetherInTheOrderOfFirstMention() {
    Order order =
        OrderMapper.toOrder(
            SampleRequests.order("O-1")
                .clearLines()
                .addLines(line("B", 1))
                .addLines(line("A", 2))
                .addLines(line("B", 3))
                .build());

    assertThat(order.lines())
        .extracting(OrderLine::sku, OrderLine::quantity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("B", 4L),
            org.assertj.core.groups.Tuple.tuple("A", 2L));
  }

  @Test
  void refusesLinesOfOneSkuThatDisagree() {
    assertThat(
            fieldsRefused(
                line("A", 1).setUnitValue(yuan(1, 0)), line("A", 1).setUnitValue(yuan(2, 0))))
        .containsExactly("order.lines[1]");
    assertThat(fieldsRefused(line("A", 1), line("A", 1).setPresale(true)))
        .containsExactly("order.lines[1]");
  }

  @Test
  void refusesMoreThanAMillionUnitsInSum() {
    assertThat(fieldsRefused(line("A", 1_000_000), line("A", 1)))
        .containsExactly("order.lines[1].quantity");
    assertThat(
            OrderMapper.toOrder(
                    SampleRequests.order("O-1")
                        .clearLines()
                        .addLines(line("A", 999_999))
                        .addLines(line("A", 1))
                        .build())
                .lines())
        .hasSize(1);
  }

  @Test
  void refusesAnOrderThatDeclaresMoreThanABillion() {
    assertThat(fieldsRefused(line("A", 1_001).setUnitValue(yuan(1_000_000, 0))))
        .containsExactly("order.lines");
    assertThat(
            fieldsRefused(
                line("A", 1_000_000).setUnitValue(yuan(1_000_000, 0)),
                line("B", 1_000_000).setUnitValue(yuan(1_000_000, 0))))
        .containsExactly("order.lines");
  }

  private static List<String> fieldsRefused(dev.sluice.routing.v1.OrderLine.Builder... lines) {
    dev.sluice.routing.v1.Order.Builder order = SampleRequests.order("O-1").clearLines();
    for (dev.sluice.routing.v1.OrderLine.Builder line : lines) {
      order.addLines(line);
    }
    return catchThrowableOfType(
            RequestRefusedException.class, () -> OrderMapper.toOrder(order.build()))
        .fields()
        .stream()
        .map(FieldProblem::field)
        .toList();
  }
}
