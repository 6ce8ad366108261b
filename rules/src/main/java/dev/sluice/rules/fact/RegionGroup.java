package dev.sluice.rules.fact;

/**
 * A region group on one capacity day, as share rules see it.
 *
 * @param id group id; `CN` is the whole country
 * @param leader id of its main carrier; empty when there is none
 * @param parcelsToday active parcels so far, 0 or more
 * @param expectedParcels parcels expected by the end of the day, 0 or more
 */
public record RegionGroup(String id, String leader, long parcelsToday, long expectedParcels) {

  @Override
  public String id() {
    Fuel.spend();
    return id;
  }

  @Override
  public String leader() {
    Fuel.spend();
    return leader;
  }

  @Override
  public long parcelsToday() {
    Fuel.spend();
    return parcelsToday;
  }

  @Override
  public long expectedParcels() {
    Fuel.spend();
    return expectedParcels;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String id = "";
    private String leader = "";
    private long parcelsToday;
    private long expectedParcels;

    private Builder() {}

    public Builder id(String id) {
      this.id = id;
      return this;
    }

    public Builder leader(String leader) {
      this.leader = leader;
      return this;
    }

    public Builder parcelsToday(long parcelsToday) {
      this.parcelsToday = parcelsToday;
      return this;
    }

    public Builder expectedParcels(long expectedParcels) {
      this.expectedParcels = expectedParcels;
      return this;
    }

    public RegionGroup build() {
      return new RegionGroup(id, leader, parcelsToday, expectedParcels);
    }
  }
}
