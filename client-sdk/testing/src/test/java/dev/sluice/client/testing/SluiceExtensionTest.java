package dev.sluice.client.testing;

import static dev.sluice.client.testing.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.testing.junit.SluiceExtension;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class SluiceExtensionTest {

  /** Every test sees plans of its own only, of the same fake. */
  @Nested
  @ExtendWith(SluiceExtension.class)
  class ByAnnotation {

    @RepeatedTest(2)
    void injectsAFreshFake(FakeSluice fake, RoutingClient client) {
      assertThat(fake.plans()).isEmpty();

      client.routeOrder(order(fake, "D-1").line("CUP", 1).build());

      assertThat(fake.plans()).hasSize(1);
    }

    @Nested
    class Inside {
      @Test
      void isTheSameFake(FakeSluice fake) {
        assertThat(fake.plans()).isEmpty();
      }
    }
  }

  @Nested
  class WithAStockTable {

    @RegisterExtension
    static final SluiceExtension sluice =
        SluiceExtension.of(FakeSluice.newBuilder().stock("Hangzhou", "CUP", 1));

    private static final Set<FakeSluice> seen = new HashSet<>();

    @BeforeAll
    static void serves(FakeSluice fake) {
      seen.add(fake);
    }

    @RepeatedTest(2)
    void stockIsBackForEveryTest() {
      FakeSluice fake = sluice.fake();
      seen.add(fake);

      assertThat(
              Plans.describe(sluice.client().routeOrder(order(fake, "D-1").line("CUP", 1).build())))
          .isEqualTo("1 x CUP @ Hangzhou by SVC-1");
      assertThat(fake.available("Hangzhou", "CUP")).isZero();
    }

    @AfterAll
    static void wasOneFake() {
      assertThat(seen).hasSize(1);
    }
  }

  @Nested
  class OfTheInstance {

    @RegisterExtension final SluiceExtension sluice = new SluiceExtension();

    @RepeatedTest(2)
    void isAFakeForEachTest(FakeSluice fake) {
      assertThat(fake).isSameAs(sluice.fake());
      assertThat(fake.plans()).isEmpty();
      fake.client().routeOrder(order(fake, "D-1").line("CUP", 1).build());
    }
  }
}
