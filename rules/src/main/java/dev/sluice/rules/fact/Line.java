package dev.sluice.rules.fact;

/**
 * One SKU and a quantity within the order.
 *
 * @param sku SKU id
 * @param quantity units ordered, 1 or more
 * @param category product category; empty when unknown
 * @param fragile whether it breaks easily
 * @param highValue whether it is worth more than the usual parcel
 * @param chilled whether it must stay at 0 to 8 degrees
 * @param frozen whether it must stay below -18 degrees
 * @param liquid whether it is liquid
 * @param battery whether it holds a battery
 * @param oversize whether it is larger than a standard parcel
 * @param presale whether it is sold before it is in stock
 * @param hoursToShipFrom hours until a presale line may first ship; 0 when it may ship now
 * @param inboundUnits units on their way to any warehouse, 0 or more
 * @param earmarkHost host for whom units of this SKU are kept and not taken yet: the order's own if
 *     any are, else for whom most are; empty when there is none
 * @param returnRate share of sold units that come back, 0 to 1; 0 where unknown
 */
public record Line(
    String sku,
    int quantity,
    String category,
    boolean fragile,
    boolean highValue,
    boolean chilled,
    boolean frozen,
    boolean liquid,
    boolean battery,
    boolean oversize,
    boolean presale,
    double hoursToShipFrom,
    long inboundUnits,
    String earmarkHost,
    double returnRate) {

  public Line {
    hoursToShipFrom = Numbers.plain("hoursToShipFrom", hoursToShipFrom);
    returnRate = Numbers.plain("returnRate", returnRate);
  }

  @Override
  public String sku() {
    Fuel.spend();
    return sku;
  }

  @Override
  public int quantity() {
    Fuel.spend();
    return quantity;
  }

  @Override
  public String category() {
    Fuel.spend();
    return category;
  }

  @Override
  public boolean fragile() {
    Fuel.spend();
    return fragile;
  }

  @Override
  public boolean highValue() {
    Fuel.spend();
    return highValue;
  }

  @Override
  public boolean chilled() {
    Fuel.spend();
    return chilled;
  }

  @Override
  public boolean frozen() {
    Fuel.spend();
    return frozen;
  }

  @Override
  public boolean liquid() {
    Fuel.spend();
    return liquid;
  }

  @Override
  public boolean battery() {
    Fuel.spend();
    return battery;
  }

  @Override
  public boolean oversize() {
    Fuel.spend();
    return oversize;
  }

  @Override
  public boolean presale() {
    Fuel.spend();
    return presale;
  }

  @Override
  public double hoursToShipFrom() {
    Fuel.spend();
    return hoursToShipFrom;
  }

  @Override
  public long inboundUnits() {
    Fuel.spend();
    return inboundUnits;
  }

  @Override
  public String earmarkHost() {
    Fuel.spend();
    return earmarkHost;
  }

  @Override
  public double returnRate() {
    Fuel.spend();
    return returnRate;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String sku = "";
    private int quantity = 1;
    private String category = "";
    private boolean fragile;
    private boolean highValue;
    private boolean chilled;
    private boolean frozen;
    private boolean liquid;
    private boolean battery;
    private boolean oversize;
    private boolean presale;
    private double hoursToShipFrom;
    private long inboundUnits;
    private String earmarkHost = "";
    private double returnRate;

    private Builder() {}

    public Builder sku(String sku) {
      this.sku = sku;
      return this;
    }

    public Builder quantity(int quantity) {
      this.quantity = quantity;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
      return this;
    }

    public Builder fragile(boolean fragile) {
      this.fragile = fragile;
      return this;
    }

    public Builder highValue(boolean highValue) {
      this.highValue = highValue;
      return this;
    }

    public Builder chilled(boolean chilled) {
      this.chilled = chilled;
      return this;
    }

    public Builder frozen(boolean frozen) {
      this.frozen = frozen;
      return this;
    }

    public Builder liquid(boolean liquid) {
      this.liquid = liquid;
      return this;
    }

    public Builder battery(boolean battery) {
      this.battery = battery;
      return this;
    }

    public Builder oversize(boolean oversize) {
      this.oversize = oversize;
      return this;
    }

    public Builder presale(boolean presale) {
      this.presale = presale;
      return this;
    }

    public Builder hoursToShipFrom(double hoursToShipFrom) {
      this.hoursToShipFrom = hoursToShipFrom;
      return this;
    }

    public Builder inboundUnits(long inboundUnits) {
      this.inboundUnits = inboundUnits;
      return this;
    }

    public Builder earmarkHost(String earmarkHost) {
      this.earmarkHost = earmarkHost;
      return this;
    }

    public Builder returnRate(double returnRate) {
      this.returnRate = returnRate;
      return this;
    }

    public Line build() {
      return new Line(
          sku,
          quantity,
          category,
          fragile,
          highValue,
          chilled,
          frozen,
          liquid,
          battery,
          oversize,
          presale,
          hoursToShipFrom,
          inboundUnits,
          earmarkHost,
          returnRate);
    }
  }
}
