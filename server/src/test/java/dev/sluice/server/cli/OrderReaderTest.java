package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.cli.OrderReader.ReadOrder;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderReaderTest {

  private static final String ONE = "{\"orderId\": \"D-1\", \"lines\": [{\"sku\": \"A\"}]}";

  @Test
  void oneObjectIsOneOrder() {
    List<ReadOrder> orders = read(ONE);

    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).order().orElseThrow().getLines(0).getSku()).isEqualTo("A");
  }

  @Test
  void anArrayHoldsOrders() {
    assertThat(ids(read("[" + ONE + ",\n {\"order_id\": \"D-2\"}]"))).containsExactly("D-1", "D-2");
  }

  @Test
  void linesHoldOrdersAndKnowTheirPlace() {
    List<ReadOrder> orders = read(ONE + "\n\n{\"orderId\":\"D-2\"}\n");

    assertThat(ids(orders)).containsExactly("D-1", "D-2");
    assertThat(orders).extracting(ReadOrder::line).containsExactly(1, 3);
  }

  @Test
  void aRequestWithAnOrderIsTheOrder() {
    assertThat(ids(read("{\"order\": " + ONE + "}"))).containsExactly("D-1");
  }

  @Test
  void whatIsNoOrderSaysSoAndTheOthersStand() {
    List<ReadOrder> orders =
        read(
            "[{\"orderId\":\"D-1\",\"lins\":[]}, 7, {\"orderId\":\"D-2\",\"placedTime\":\"x\"},"
                + ONE
                + "]");

    assertThat(orders)
        .extracting(order -> order.order().isPresent())
        .containsExactly(false, false, false, true);
    assertThat(orders.get(0).problem()).contains("lins");
    assertThat(orders.get(0).id()).isEqualTo("D-1");
    assertThat(orders.get(1).problem()).contains("NUMBER");
    assertThat(orders.get(2).problem()).contains("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'orderId': 'D-1'|line 1, column",
        "[{'orderId': 'D-1'},|line 1, column",
        "{'orderId': 'D-1', 'orderId': 'D-2'}|line 1, column",
        "[{'orderId': 'D-1'}|expected close marker for Array",
        "hello|line 1, column 1"
      })
  void malformedTextNamesTheSourceAndPlace(String text, String expected) {
    assertThatThrownBy(() -> read(text.replace('\'', '"')))
        .isInstanceOf(CommandException.class)
        .hasMessageContainingAll("orders.json", expected, "Maybe")
        .hasMessageNotContaining("Source");
  }

  @Test
  void aMistakeOnALaterLineNamesThatLine() {
    assertThatThrownBy(() -> read(ONE + "\n{\"orderId\": D-2}"))
        .hasMessageContaining("orders.json line 2, column 1");
  }

  @Test
  void nothingIsNoOrder() {
    assertThatThrownBy(() -> read(" \n")).hasMessageContaining("holds no order");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("holds no order");
  }

  private static List<ReadOrder> read(String text) {
    return new OrderReader(Messages.english(), "orders.json").read(new StringReader(text));
  }

  private static List<String> ids(List<ReadOrder> orders) {
    return orders.stream().map(order -> order.order().orElseThrow().getOrderId()).toList();
  }
}
