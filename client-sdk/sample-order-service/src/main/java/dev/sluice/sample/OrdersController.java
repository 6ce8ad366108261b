package dev.sluice.sample;

import dev.sluice.client.RoutingClient;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes orders, holding no thread while Sluice decides. */
@RestController
@RequestMapping("/orders")
class OrdersController {

  private final RoutingClient sluice;

  OrdersController(RoutingClient sluice) {
    this.sluice = sluice;
  }

  @PostMapping
  CompletableFuture<RoutedOrder> route(@RequestBody PlacedOrder order) {
    return sluice.routeOrderAsync(order.toOrder()).thenApply(RoutedOrder::of);
  }

  @GetMapping("/{channel}/{orderId}")
  RoutedOrder find(
      @PathVariable("channel") String channel, @PathVariable("orderId") String orderId) {
    return RoutedOrder.of(sluice.getPlan(channel, orderId));
  }
}
