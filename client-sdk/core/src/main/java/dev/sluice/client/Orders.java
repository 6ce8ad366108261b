package dev.sluice.client;

import com.google.type.LatLng;
import com.google.type.Money;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipTo;
import java.time.Instant;
import java.util.Objects;

/** Builds orders in a few lines. What is not set here can be set on {@link Order#toBuilder()}. */
public final class Orders {

  private Orders() {}

  /**
   * Starts an order.
   *
   * @param channel where it was sold, such as {@code DOUYIN}; 1 to 64 characters
   * @param orderId unique within the channel; 1 to 64 characters
   * @param placedTime when the buyer placed it. It belongs to the order's content: repeat an order
   *     with the same time, never with the time of the repeat
   */
  public static Builder order(String channel, String orderId, Instant placedTime) {
    return new Builder(
        Objects.requireNonNull(channel, "channel must not be null"),
        Objects.requireNonNull(orderId, "orderId must not be null"),
        Objects.requireNonNull(placedTime, "placedTime must not be null"));
  }

  /** An order in the making; not thread-safe. Limits are checked by the server. */
  public static final class Builder {

    private final Order.Builder order = Order.newBuilder();

    private Builder(String channel, String orderId, Instant placedTime) {
      order.setChannel(channel).setOrderId(orderId).setPlacedTime(Times.timestamp(placedTime));
    }

    /**
     * Where it goes.
     *
     * @param regionCode official code: 2 digits a province, 4 a city, 6 a district, 9 a street
     */
    public Builder shipTo(String regionCode) {
      order.setShipTo(ShipTo.newBuilder().setRegionCode(regionCode));
      return this;
    }

    /**
     * Where it goes, with the place itself.
     *
     * @param latitude degrees WGS 84, -90 to 90
     * @param longitude degrees WGS 84, -180 to 180
     */
    public Builder shipTo(String regionCode, double latitude, double longitude) {
      order.setShipTo(
          ShipTo.newBuilder()
              .setRegionCode(regionCode)
              .setLocation(LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude)));
      return this;
    }

    /**
     * Adds a line.
     *
     * @param quantity units, 1 to 1,000,000
     */
    public Builder line(String sku, long quantity) {
      order.addLines(OrderLine.newBuilder().setSku(sku).setQuantity(quantity));
      return this;
    }

    /**
     * Adds a line with the declared value of one unit.
     *
     * @param quantity units, 1 to 1,000,000
     * @param unitValue 0 to 1,000,000 yuan, see {@link Amounts}
     */
    public Builder line(String sku, long quantity, Money unitValue) {
      order.addLines(
          OrderLine.newBuilder().setSku(sku).setQuantity(quantity).setUnitValue(unitValue));
      return this;
    }

    /** The shop, the host whose live stream sold it, and which stream; each may be empty. */
    public Builder soldBy(String store, String host, String liveSession) {
      order.setStore(store).setHost(host).setLiveSession(liveSession);
      return this;
    }

    /** The buyer's standing; STANDARD by default. */
    public Builder tier(CustomerTier tier) {
      order.setCustomerTier(tier);
      return this;
    }

    /** The speed promised to the buyer; STANDARD by default. */
    public Builder serviceLevel(ServiceLevel level) {
      order.setServiceLevel(level);
      return this;
    }

    /** The platform's limit for leaving the warehouse; none by default. */
    public Builder latestShipTime(Instant time) {
      order.setLatestShipTime(Times.timestamp(time));
      return this;
    }

    /** The platform's limit for the carrier's taking it over; none by default. */
    public Builder latestCollectionTime(Instant time) {
      order.setLatestCollectionTime(Times.timestamp(time));
      return this;
    }

    /** When the buyer was told it arrives at the latest; none by default. */
    public Builder deliverBy(Instant time) {
      order.setDeliverByTime(Times.timestamp(time));
      return this;
    }

    /** Adds what rules may also look at, as {@code key=value}. */
    public Builder attribute(String key, String value) {
      order.addAttributes(key + "=" + value);
      return this;
    }

    /** The order. */
    public Order build() {
      return order.build();
    }
  }
}
