package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.v1.NetworkServiceGrpc;
import dev.sluice.routing.v1.PolicyServiceGrpc;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.routing.v1.StockServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the contract says of timeouts and repeats, and that it forgot no method. */
class ServiceConfigTest {

  private static final Set<String> SIDE_EFFECT_FREE = Set.of("PlanOrder", "GetPlan");

  private final ServiceConfig config = ServiceConfig.load();

  @Test
  void everyMethodHasItsLimits() {
    List<String> unlimited =
        Stream.of(
                RoutingServiceGrpc.getServiceDescriptor(),
                NetworkServiceGrpc.getServiceDescriptor(),
                StockServiceGrpc.getServiceDescriptor(),
                PolicyServiceGrpc.getServiceDescriptor())
            .map(ServiceDescriptor::getMethods)
            .flatMap(methods -> methods.stream())
            .map(MethodDescriptor::getFullMethodName)
            .filter(method -> config.limits(method).timeout().equals(CallLimits.NO_TIMEOUT))
            .toList();

    // A stream lasts as long as its orders.
    assertThat(unlimited)
        .containsExactly(RoutingServiceGrpc.getRouteOrdersMethod().getFullMethodName());
  }

  @Test
  void routeOrderIsRepeatedAndTheMoreSpecificNameCounts() {
    CallLimits routeOrder =
        config.limits(RoutingServiceGrpc.getRouteOrderMethod().getFullMethodName());
    assertThat(routeOrder.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(routeOrder.maxAttempts()).isEqualTo(4);
    assertThat(routeOrder.backoffNanos(1)).isBetween(0L, Duration.ofMillis(100).toNanos());
    assertThat(
            config
                .limits(PolicyServiceGrpc.getRollbackRulesMethod().getFullMethodName())
                .maxAttempts())
        .isEqualTo(1);
    assertThat(config.limits("a.b/C")).isEqualTo(CallLimits.NONE);
  }

  @Test
  void onlyWhatHasNoSideEffectsIsHedged() {
    Object configs = config.asMap().get("methodConfig");
    Set<Object> hedged =
        ((List<?>) Objects.requireNonNull(configs))
            .stream()
                .map(one -> (Map<?, ?>) one)
                .filter(one -> one.containsKey("hedgingPolicy"))
                .flatMap(one -> ((List<?>) Objects.requireNonNull(one.get("name"))).stream())
                .map(name -> ((Map<?, ?>) name).get("method"))
                .collect(Collectors.toSet());

    assertThat(hedged).isEqualTo(SIDE_EFFECT_FREE);
  }
}
