package dev.sluice.rules.fact;

/**
 * A carrier within the region group that share rules decide on.
 *
 * @param id carrier id
 * @param role its part in this group, one of {@link Words#CARRIER_ROLES}
 * @param leads whether it is the main carrier of this group
 * @param onTimeRate share of recent parcels that arrived in time, 0 to 1
 * @param remainingParcels parcels it can still take today, 0 or more
 * @param suspended whether it does not collect or deliver here for now
 */
public record ShareCarrier(
    String id,
    String role,
    boolean leads,
    double onTimeRate,
    long remainingParcels,
    boolean suspended) {

  public ShareCarrier {
    Words.require(Words.CARRIER_ROLES, "role", role);
  }

  @Override
  public String id() {
    Fuel.spend();
    return id;
  }

  @Override
  public String role() {
    Fuel.spend();
    return role;
  }

  @Override
  public boolean leads() {
    Fuel.spend();
    return leads;
  }

  @Override
  public double onTimeRate() {
    Fuel.spend();
    return onTimeRate;
  }

  @Override
  public long remainingParcels() {
    Fuel.spend();
    return remainingParcels;
  }

  @Override
  public boolean suspended() {
    Fuel.spend();
    return suspended;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String id = "";
    private String role = "OTHER";
    private boolean leads;
    private double onTimeRate = 1;
    private long remainingParcels = 1_000_000;
    private boolean suspended;

    private Builder() {}

    public Builder id(String id) {
      this.id = id;
      return this;
    }

    public Builder role(String role) {
      this.role = role;
      return this;
    }

    public Builder leads(boolean leads) {
      this.leads = leads;
      return this;
    }

    public Builder onTimeRate(double onTimeRate) {
      this.onTimeRate = onTimeRate;
      return this;
    }

    public Builder remainingParcels(long remainingParcels) {
      this.remainingParcels = remainingParcels;
      return this;
    }

    public Builder suspended(boolean suspended) {
      this.suspended = suspended;
      return this;
    }

    public ShareCarrier build() {
      return new ShareCarrier(id, role, leads, onTimeRate, remainingParcels, suspended);
    }
  }
}
