package dev.sluice.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the chapters of the contract share. Every test has SKUs and order ids of its own. */
abstract class ContractTest {

  static final String CHANNEL = "DOUYIN";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;

  /** What the contract is tested on. */
  protected abstract Surroundings sluice();

  final RoutingClient client() {
    return sluice().client();
  }

  /** An order of Shanghai that was placed just now. */
  final Orders.Builder order(String orderId) {
    return Orders.order(CHANNEL, orderId, sluice().now()).shipTo(Surroundings.SHANGHAI);
  }

  final RoutingPlan route(Orders.Builder order) {
    return client().routeOrder(order.build());
  }

  /** A plan in one line. */
  final String routed(Orders.Builder order) {
    return Plans.describe(route(order));
  }

  /** The failure of a call, which must be of this type and for this reason. */
  static <E extends SluiceException> E failure(
      Class<E> type, ErrorReason reason, ThrowingCallable call) {
    E failure = catchThrowableOfType(type, call);
    assertThat(failure).as("%s expected", reason).isNotNull();
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.getMessage()).isNotBlank();
    return failure;
  }

  /** Waits for what a server does by itself, some time after it may. */
  static void eventually(Supplier<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(end);
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting", e);
      }
    }
  }
}
