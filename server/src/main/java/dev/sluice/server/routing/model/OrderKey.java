package dev.sluice.server.routing.model;

/** An order's identity: order ids are unique within a channel. */
public record OrderKey(String channel, String orderId) implements Comparable<OrderKey> {
  @Override
  public int compareTo(OrderKey other) {
    int byChannel = channel.compareTo(other.channel);
    return byChannel != 0 ? byChannel : orderId.compareTo(other.orderId);
  }
}
