package dev.sluice.client.testing.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.testing.FakeSluice;
import dev.sluice.client.testing.Fault;
import dev.sluice.client.testing.junit.SluiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CheckoutTest {

  @RegisterExtension
  static final SluiceExtension sluice =
      SluiceExtension.of(FakeSluice.newBuilder().stock("Hangzhou", "SKU-1", 5));

  @Test
  void orderIsRoutedOnceThoughTheAnswerIsLost() {
    sluice.fake().inject(Fault.lostAnswer());
    new Checkout(sluice.client()).paid("D-1001", "SKU-1", 2);
    assertThat(sluice.fake().available("Hangzhou", "SKU-1")).isEqualTo(3);
  }
}
