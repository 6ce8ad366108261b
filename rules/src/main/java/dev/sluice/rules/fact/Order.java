package dev.sluice.rules.fact;

import java.util.List;
import java.util.Set;

/**
 * What a buyer asked for, as rules see it: one destination, one decision time.
 *
 * @param channel where it was sold, for example `DOUYIN`; empty when unknown
 * @param store shop id; empty when unknown
 * @param host host id; empty when not sold in a live stream
 * @param liveSession live session id; empty when not sold in a live stream
 * @param tier customer tier, one of {@link Words#CUSTOMER_TIERS}
 * @param serviceLevel speed promised to the buyer, one of {@link Words#SERVICE_LEVELS}
 * @param region code of the destination, as precise as the order says
 * @param province province code of the destination; empty when unknown
 * @param city city code of the destination; empty when unknown
 * @param district district code of the destination; empty when unknown
 * @param groups ids of the region groups that hold the destination
 * @param remote whether the destination is a remote region
 * @param paidAgeMinutes minutes since the buyer paid, 0 or more
 * @param hoursToShipBy hours until the platform's latest ship time; negative when passed, infinite
 *     when there is none
 * @param hoursToDeliverBy hours until it must have arrived; negative when passed, infinite when
 *     there is no such limit
 * @param delayAccepted whether the buyer accepts to wait for what is short
 * @param declaredValueYuan declared value of all lines in yuan, 0 or more
 * @param weightGrams weight of all lines in grams, 0 or more
 * @param lineCount number of lines, 1 or more
 * @param unitCount units of all lines, 1 or more
 * @param fragile whether any line breaks easily
 * @param highValue whether any line is worth more than the usual parcel
 * @param chilled whether any line must stay at 0 to 8 degrees
 * @param frozen whether any line must stay below -18 degrees
 * @param liquid whether any line is liquid
 * @param battery whether any line holds a battery
 * @param oversize whether any line is larger than a standard parcel
 * @param attributes free attributes, each `key=value`
 */
public record Order(
    String channel,
    String store,
    String host,
    String liveSession,
    String tier,
    String serviceLevel,
    String region,
    String province,
    String city,
    String district,
    Set<String> groups,
    boolean remote,
    long paidAgeMinutes,
    double hoursToShipBy,
    double hoursToDeliverBy,
    boolean delayAccepted,
    double declaredValueYuan,
    long weightGrams,
    int lineCount,
    int unitCount,
    boolean fragile,
    boolean highValue,
    boolean chilled,
    boolean frozen,
    boolean liquid,
    boolean battery,
    boolean oversize,
    Set<String> attributes) {

  public Order {
    hoursToShipBy = Numbers.plain("hoursToShipBy", hoursToShipBy);
    hoursToDeliverBy = Numbers.plain("hoursToDeliverBy", hoursToDeliverBy);
    declaredValueYuan = Numbers.plain("declaredValueYuan", declaredValueYuan);
    groups = Set.copyOf(groups);
    attributes = Set.copyOf(attributes);
    Words.require(Words.CUSTOMER_TIERS, "tier", tier);
    Words.require(Words.SERVICE_LEVELS, "serviceLevel", serviceLevel);
  }

  @Override
  public String channel() {
    Fuel.spend();
    return channel;
  }

  @Override
  public String store() {
    Fuel.spend();
    return store;
  }

  @Override
  public String host() {
    Fuel.spend();
    return host;
  }

  @Override
  public String liveSession() {
    Fuel.spend();
    return liveSession;
  }

  @Override
  public String tier() {
    Fuel.spend();
    return tier;
  }

  @Override
  public String serviceLevel() {
    Fuel.spend();
    return serviceLevel;
  }

  @Override
  public String region() {
    Fuel.spend();
    return region;
  }

  @Override
  public String province() {
    Fuel.spend();
    return province;
  }

  @Override
  public String city() {
    Fuel.spend();
    return city;
  }

  @Override
  public String district() {
    Fuel.spend();
    return district;
  }

  @Override
  public Set<String> groups() {
    Fuel.spend();
    return groups;
  }

  @Override
  public boolean remote() {
    Fuel.spend();
    return remote;
  }

  @Override
  public long paidAgeMinutes() {
    Fuel.spend();
    return paidAgeMinutes;
  }

  @Override
  public double hoursToShipBy() {
    Fuel.spend();
    return hoursToShipBy;
  }

  @Override
  public double hoursToDeliverBy() {
    Fuel.spend();
    return hoursToDeliverBy;
  }

  @Override
  public boolean delayAccepted() {
    Fuel.spend();
    return delayAccepted;
  }

  @Override
  public double declaredValueYuan() {
    Fuel.spend();
    return declaredValueYuan;
  }

  @Override
  public long weightGrams() {
    Fuel.spend();
    return weightGrams;
  }

  @Override
  public int lineCount() {
    Fuel.spend();
    return lineCount;
  }

  @Override
  public int unitCount() {
    Fuel.spend();
    return unitCount;
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
  public Set<String> attributes() {
    Fuel.spend();
    return attributes;
  }

  /** A builder with every property at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects properties; what is not set keeps its default. */
  public static final class Builder {
    private String channel = "";
    private String store = "";
    private String host = "";
    private String liveSession = "";
    private String tier = "STANDARD";
    private String serviceLevel = "STANDARD";
    private String region = "";
    private String province = "";
    private String city = "";
    private String district = "";
    private Set<String> groups = Set.of();
    private boolean remote;
    private long paidAgeMinutes;
    private double hoursToShipBy = Double.POSITIVE_INFINITY;
    private double hoursToDeliverBy = Double.POSITIVE_INFINITY;
    private boolean delayAccepted = true;
    private double declaredValueYuan;
    private long weightGrams;
    private int lineCount = 1;
    private int unitCount = 1;
    private boolean fragile;
    private boolean highValue;
    private boolean chilled;
    private boolean frozen;
    private boolean liquid;
    private boolean battery;
    private boolean oversize;
    private Set<String> attributes = Set.of();

    private Builder() {}

    public Builder channel(String channel) {
      this.channel = channel;
      return this;
    }

    public Builder store(String store) {
      this.store = store;
      return this;
    }

    public Builder host(String host) {
      this.host = host;
      return this;
    }

    public Builder liveSession(String liveSession) {
      this.liveSession = liveSession;
      return this;
    }

    public Builder tier(String tier) {
      this.tier = tier;
      return this;
    }

    public Builder serviceLevel(String serviceLevel) {
      this.serviceLevel = serviceLevel;
      return this;
    }

    public Builder region(String region) {
      this.region = region;
      return this;
    }

    public Builder province(String province) {
      this.province = province;
      return this;
    }

    public Builder city(String city) {
      this.city = city;
      return this;
    }

    public Builder district(String district) {
      this.district = district;
      return this;
    }

    public Builder groups(Set<String> groups) {
      this.groups = groups;
      return this;
    }

    public Builder remote(boolean remote) {
      this.remote = remote;
      return this;
    }

    public Builder paidAgeMinutes(long paidAgeMinutes) {
      this.paidAgeMinutes = paidAgeMinutes;
      return this;
    }

    public Builder hoursToShipBy(double hoursToShipBy) {
      this.hoursToShipBy = hoursToShipBy;
      return this;
    }

    public Builder hoursToDeliverBy(double hoursToDeliverBy) {
      this.hoursToDeliverBy = hoursToDeliverBy;
      return this;
    }

    public Builder delayAccepted(boolean delayAccepted) {
      this.delayAccepted = delayAccepted;
      return this;
    }

    public Builder declaredValueYuan(double declaredValueYuan) {
      this.declaredValueYuan = declaredValueYuan;
      return this;
    }

    public Builder weightGrams(long weightGrams) {
      this.weightGrams = weightGrams;
      return this;
    }

    public Builder lineCount(int lineCount) {
      this.lineCount = lineCount;
      return this;
    }

    public Builder unitCount(int unitCount) {
      this.unitCount = unitCount;
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

    public Builder attributes(Set<String> attributes) {
      this.attributes = attributes;
      return this;
    }

    /** Sets the line and unit counts and the handling flags to what these lines add up to. */
    public Builder lines(List<Line> lines) {
      lineCount = lines.size();
      unitCount = lines.stream().mapToInt(Line::quantity).sum();
      fragile = lines.stream().anyMatch(Line::fragile);
      highValue = lines.stream().anyMatch(Line::highValue);
      chilled = lines.stream().anyMatch(Line::chilled);
      frozen = lines.stream().anyMatch(Line::frozen);
      liquid = lines.stream().anyMatch(Line::liquid);
      battery = lines.stream().anyMatch(Line::battery);
      oversize = lines.stream().anyMatch(Line::oversize);
      return this;
    }

    public Order build() {
      return new Order(
          channel,
          store,
          host,
          liveSession,
          tier,
          serviceLevel,
          region,
          province,
          city,
          district,
          groups,
          remote,
          paidAgeMinutes,
          hoursToShipBy,
          hoursToDeliverBy,
          delayAccepted,
          declaredValueYuan,
          weightGrams,
          lineCount,
          unitCount,
          fragile,
          highValue,
          chilled,
          frozen,
          liquid,
          battery,
          oversize,
          attributes);
    }
  }
}
