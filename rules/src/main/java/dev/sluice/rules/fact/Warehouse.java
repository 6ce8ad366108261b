package dev.sluice.rules.fact;

import java.util.Set;

/**
 * A place that could ship this order, with the numbers of the decision.
 *
 * @param id warehouse id
 * @param kind one of {@link Words#WAREHOUSE_KINDS}
 * @param region region code of the warehouse
 * @param groups ids of the region groups that hold the warehouse
 * @param distanceKm great circle distance to the destination in kilometres, 0 or more
 * @param coveragePriority priority of the coverage by which it serves the destination; smaller is
 *     preferred, 0 or more
 * @param load taken today / can process today; 0 when idle, 1 when full
 * @param backlogHours hours of work that wait already, 0 or more
 * @param remainingCapacity what it can still take today, in its own capacity measure, 0 or more
 * @param fillsOrder whether it holds every line in full
 * @param linesFilled lines it holds in full, 0 or more
 * @param minutesToCutOff minutes until today's cut-off; negative when passed
 * @param stockAgeMinutes minutes since what it could ship of the order was last counted, the
 *     longest ago of its SKUs; 0 up to a year, and that where one never was
 * @param packsFragile whether it packs fragile goods
 * @param coldRoom whether it keeps chilled and frozen goods
 * @param secureCage whether it locks high-value goods away
 * @param inspectsReturns whether it inspects returned goods
 * @param sameCity whether it stands in the city of the destination
 * @param sameProvince whether it stands in the province of the destination
 */
public record Warehouse(
    String id,
    String kind,
    String region,
    Set<String> groups,
    double distanceKm,
    int coveragePriority,
    double load,
    double backlogHours,
    long remainingCapacity,
    boolean fillsOrder,
    int linesFilled,
    long minutesToCutOff,
    long stockAgeMinutes,
    boolean packsFragile,
    boolean coldRoom,
    boolean secureCage,
    boolean inspectsReturns,
    boolean sameCity,
    boolean sameProvince)
    implements Candidate {

  public Warehouse {
    distanceKm = Numbers.plain("distanceKm", distanceKm);
    load = Numbers.plain("load", load);
    backlogHours = Numbers.plain("backlogHours", backlogHours);
    groups = Set.copyOf(groups);
    Words.require(Words.WAREHOUSE_KINDS, "kind", kind);
  }

  @Override
  public String id() {
    Fuel.spend();
    return id;
  }

  @Override
  public String kind() {
    Fuel.spend();
    return kind;
  }

  @Override
  public String region() {
    Fuel.spend();
    return region;
  }

  @Override
  public Set<String> groups() {
    Fuel.spend();
    return groups;
  }

  @Override
  public double distanceKm() {
    Fuel.spend();
    return distanceKm;
  }

  @Override
  public int coveragePriority() {
    Fuel.spend();
    return coveragePriority;
  }

  @Override
  public double load() {
    Fuel.spend();
    return load;
  }

  @Override
  public double backlogHours() {
    Fuel.spend();
    return backlogHours;
  }

  @Override
  public long remainingCapacity() {
    Fuel.spend();
    return remainingCapacity;
  }

  @Override
  public boolean fillsOrder() {
    Fuel.spend();
    return fillsOrder;
  }

  @Override
  public int linesFilled() {
    Fuel.spend();
    return linesFilled;
  }

  @Override
  public long minutesToCutOff() {
    Fuel.spend();
    return minutesToCutOff;
  }

  @Override
  public long stockAgeMinutes() {
    Fuel.spend();
    return stockAgeMinutes;
  }

  @Override
  public boolean packsFragile() {
    Fuel.spend();
    return packsFragile;
  }

  @Override
  public boolean coldRoom() {
    Fuel.spend();
    return coldRoom;
  }

  @Override
  public boolean secureCage() {
    Fuel.spend();
    return secureCage;
  }

  @Override
  public boolean inspectsReturns() {
    Fuel.spend();
    return inspectsReturns;
  }

  @Override
  public boolean sameCity() {
    Fuel.spend();
    return sameCity;
  }

  @Override
  public boolean sameProvince() {
    Fuel.spend();
    return sameProvince;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String id = "";
    private String kind = "REGIONAL";
    private String region = "";
    private Set<String> groups = Set.of();
    private double distanceKm;
    private int coveragePriority;
    private double load;
    private double backlogHours;
    private long remainingCapacity = 1_000_000;
    private boolean fillsOrder = true;
    private int linesFilled = 1;
    private long minutesToCutOff = 600;
    private long stockAgeMinutes;
    private boolean packsFragile;
    private boolean coldRoom;
    private boolean secureCage;
    private boolean inspectsReturns;
    private boolean sameCity;
    private boolean sameProvince;

    private Builder() {}

    public Builder id(String id) {
      this.id = id;
      return this;
    }

    public Builder kind(String kind) {
      this.kind = kind;
      return this;
    }

    public Builder region(String region) {
      this.region = region;
      return this;
    }

    public Builder groups(Set<String> groups) {
      this.groups = groups;
      return this;
    }

    public Builder distanceKm(double distanceKm) {
      this.distanceKm = distanceKm;
      return this;
    }

    public Builder coveragePriority(int coveragePriority) {
      this.coveragePriority = coveragePriority;
      return this;
    }

    public Builder load(double load) {
      this.load = load;
      return this;
    }

    public Builder backlogHours(double backlogHours) {
      this.backlogHours = backlogHours;
      return this;
    }

    public Builder remainingCapacity(long remainingCapacity) {
      this.remainingCapacity = remainingCapacity;
      return this;
    }

    public Builder fillsOrder(boolean fillsOrder) {
      this.fillsOrder = fillsOrder;
      return this;
    }

    public Builder linesFilled(int linesFilled) {
      this.linesFilled = linesFilled;
      return this;
    }

    public Builder minutesToCutOff(long minutesToCutOff) {
      this.minutesToCutOff = minutesToCutOff;
      return this;
    }

    public Builder stockAgeMinutes(long stockAgeMinutes) {
      this.stockAgeMinutes = stockAgeMinutes;
      return this;
    }

    public Builder packsFragile(boolean packsFragile) {
      this.packsFragile = packsFragile;
      return this;
    }

    public Builder coldRoom(boolean coldRoom) {
      this.coldRoom = coldRoom;
      return this;
    }

    public Builder secureCage(boolean secureCage) {
      this.secureCage = secureCage;
      return this;
    }

    public Builder inspectsReturns(boolean inspectsReturns) {
      this.inspectsReturns = inspectsReturns;
      return this;
    }

    public Builder sameCity(boolean sameCity) {
      this.sameCity = sameCity;
      return this;
    }

    public Builder sameProvince(boolean sameProvince) {
      this.sameProvince = sameProvince;
      return this;
    }

    public Warehouse build() {
      return new Warehouse(
          id,
          kind,
          region,
          groups,
          distanceKm,
          coveragePriority,
          load,
          backlogHours,
          remainingCapacity,
          fillsOrder,
          linesFilled,
          minutesToCutOff,
          stockAgeMinutes,
          packsFragile,
          coldRoom,
          secureCage,
          inspectsReturns,
          sameCity,
          sameProvince);
    }
  }
}
