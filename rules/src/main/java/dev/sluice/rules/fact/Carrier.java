package dev.sluice.rules.fact;

import java.util.Set;

/**
 * One carrier service that could carry this order, with the numbers of the decision. A verdict on
 * it concerns this service of the carrier only.
 *
 * @param id carrier id
 * @param service service id, unique within the carrier
 * @param role its part in the destination, one of {@link Words#CARRIER_ROLES}
 * @param share its parcels / all parcels today in the order's most specific region group, 0 to 1
 * @param shareTarget the share the rules aim at there, 0 to 1; 0 when there is no target
 * @param atCap whether one more parcel would pass its cap
 * @param remainingParcels parcels it can still take today, 0 or more
 * @param onTimeRate share of recent parcels that arrived in time, 0 to 1
 * @param lossRate share of recent parcels lost or broken, 0 to 1
 * @param suspended whether it does not collect or deliver here for now
 * @param handlesFragile whether it is certified for fragile goods
 * @param insuresHighValue whether it insures high-value goods
 * @param coldChain whether it keeps goods chilled or frozen all the way
 * @param takesLiquid whether it takes liquids
 * @param takesBattery whether it takes batteries
 * @param cashOnDelivery whether it collects payment on delivery
 * @param waybillChannels sales channels whose electronic waybills it prints
 */
public record Carrier(
    String id,
    String service,
    String role,
    double share,
    double shareTarget,
    boolean atCap,
    long remainingParcels,
    double onTimeRate,
    double lossRate,
    boolean suspended,
    boolean handlesFragile,
    boolean insuresHighValue,
    boolean coldChain,
    boolean takesLiquid,
    boolean takesBattery,
    boolean cashOnDelivery,
    Set<String> waybillChannels)
    implements Candidate {

  public Carrier {
    share = Numbers.plain("share", share);
    shareTarget = Numbers.plain("shareTarget", shareTarget);
    onTimeRate = Numbers.plain("onTimeRate", onTimeRate);
    lossRate = Numbers.plain("lossRate", lossRate);
    waybillChannels = Set.copyOf(waybillChannels);
    Words.require(Words.CARRIER_ROLES, "role", role);
  }

  @Override
  public String id() {
    Fuel.spend();
    return id;
  }

  @Override
  public String service() {
    Fuel.spend();
    return service;
  }

  @Override
  public String role() {
    Fuel.spend();
    return role;
  }

  @Override
  public double share() {
    Fuel.spend();
    return share;
  }

  @Override
  public double shareTarget() {
    Fuel.spend();
    return shareTarget;
  }

  @Override
  public boolean atCap() {
    Fuel.spend();
    return atCap;
  }

  @Override
  public long remainingParcels() {
    Fuel.spend();
    return remainingParcels;
  }

  @Override
  public double onTimeRate() {
    Fuel.spend();
    return onTimeRate;
  }

  @Override
  public double lossRate() {
    Fuel.spend();
    return lossRate;
  }

  @Override
  public boolean suspended() {
    Fuel.spend();
    return suspended;
  }

  @Override
  public boolean handlesFragile() {
    Fuel.spend();
    return handlesFragile;
  }

  @Override
  public boolean insuresHighValue() {
    Fuel.spend();
    return insuresHighValue;
  }

  @Override
  public boolean coldChain() {
    Fuel.spend();
    return coldChain;
  }

  @Override
  public boolean takesLiquid() {
    Fuel.spend();
    return takesLiquid;
  }

  @Override
  public boolean takesBattery() {
    Fuel.spend();
    return takesBattery;
  }

  @Override
  public boolean cashOnDelivery() {
    Fuel.spend();
    return cashOnDelivery;
  }

  @Override
  public Set<String> waybillChannels() {
    Fuel.spend();
    return waybillChannels;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String id = "";
    private String service = "";
    private String role = "OTHER";
    private double share;
    private double shareTarget;
    private boolean atCap;
    private long remainingParcels = 1_000_000;
    private double onTimeRate = 1;
    private double lossRate;
    private boolean suspended;
    private boolean handlesFragile;
    private boolean insuresHighValue;
    private boolean coldChain;
    private boolean takesLiquid;
    private boolean takesBattery;
    private boolean cashOnDelivery;
    private Set<String> waybillChannels = Set.of();

    private Builder() {}

    public Builder id(String id) {
      this.id = id;
      return this;
    }

    public Builder service(String service) {
      this.service = service;
      return this;
    }

    public Builder role(String role) {
      this.role = role;
      return this;
    }

    public Builder share(double share) {
      this.share = share;
      return this;
    }

    public Builder shareTarget(double shareTarget) {
      this.shareTarget = shareTarget;
      return this;
    }

    public Builder atCap(boolean atCap) {
      this.atCap = atCap;
      return this;
    }

    public Builder remainingParcels(long remainingParcels) {
      this.remainingParcels = remainingParcels;
      return this;
    }

    public Builder onTimeRate(double onTimeRate) {
      this.onTimeRate = onTimeRate;
      return this;
    }

    public Builder lossRate(double lossRate) {
      this.lossRate = lossRate;
      return this;
    }

    public Builder suspended(boolean suspended) {
      this.suspended = suspended;
      return this;
    }

    public Builder handlesFragile(boolean handlesFragile) {
      this.handlesFragile = handlesFragile;
      return this;
    }

    public Builder insuresHighValue(boolean insuresHighValue) {
      this.insuresHighValue = insuresHighValue;
      return this;
    }

    public Builder coldChain(boolean coldChain) {
      this.coldChain = coldChain;
      return this;
    }

    public Builder takesLiquid(boolean takesLiquid) {
      this.takesLiquid = takesLiquid;
      return this;
    }

    public Builder takesBattery(boolean takesBattery) {
      this.takesBattery = takesBattery;
      return this;
    }

    public Builder cashOnDelivery(boolean cashOnDelivery) {
      this.cashOnDelivery = cashOnDelivery;
      return this;
    }

    public Builder waybillChannels(Set<String> waybillChannels) {
      this.waybillChannels = waybillChannels;
      return this;
    }

    public Carrier build() {
      return new Carrier(
          id,
          service,
          role,
          share,
          shareTarget,
          atCap,
          remainingParcels,
          onTimeRate,
          lossRate,
          suspended,
          handlesFragile,
          insuresHighValue,
          coldChain,
          takesLiquid,
          takesBattery,
          cashOnDelivery,
          waybillChannels);
    }
  }
}
