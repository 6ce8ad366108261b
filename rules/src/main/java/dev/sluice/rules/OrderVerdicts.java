package dev.sluice.rules;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the order stage said, merged: money in micro-yuan (1 yuan = 1,000,000), lists sorted.
 *
 * @param refusal nothing is reserved, ever; goes before a deferral
 * @param deferral nothing is reserved; asked again later
 * @param shipNotBefore reserved now, shipped on a later capacity day
 * @param valueOfTimeMicrosPerHour what an hour earlier is worth, 0 or more
 * @param shortagePenaltyMicros what a missed line costs; absent: infinitely much
 * @param latenessPenaltyMicrosPerHour what an hour beyond the order's limits costs, 0 or more
 * @param maxShipments the split limit, 1 or more; absent: no limit
 * @param shipWhole whether nothing ships where any line would be missed
 * @param keepTogether disjoint groups of SKUs that travel together; a group of one is not divided
 * @param keepApart SKUs that never share a shipment
 * @param splitCostMicros what each further shipment costs in goodwill, 0 or more
 * @param priority who goes first, larger is earlier
 * @param onShortage for lines without an action of their own; absent: no rule says
 * @param onShortageBySku lines with an action of their own
 * @param requiredServices extra services every shipment needs
 * @param shareCapExemption why this order may pass a carrier's cap; absent: it may not
 * @param tags notes for the plan
 * @param statements everything each rule said
 * @param spoken how often each rule spoke
 */
public record OrderVerdicts(
    Optional<Refusal> refusal,
    Optional<Deferral> deferral,
    Optional<ShipNotBefore> shipNotBefore,
    long valueOfTimeMicrosPerHour,
    OptionalLong shortagePenaltyMicros,
    long latenessPenaltyMicrosPerHour,
    OptionalInt maxShipments,
    boolean shipWhole,
    List<SortedSet<String>> keepTogether,
    List<Separation> keepApart,
    long splitCostMicros,
    int priority,
    Optional<ShortageAction> onShortage,
    Map<String, ShortageAction> onShortageBySku,
    List<String> requiredServices,
    Optional<Exemption> shareCapExemption,
    List<String> tags,
    List<Statement> statements,
    List<Spoken> spoken) {

  /** Why an order is never reserved. */
  public record Refusal(String ruleId, String reason) {}

  /** Why an order is not reserved now, and after how long to ask again. */
  public record Deferral(String ruleId, String reason, Duration retryAfter) {}

  /** Why an order ships later, and how much later at least. */
  public record ShipNotBefore(String ruleId, String reason, Duration delay) {}

  /** Why an order may pass a carrier's cap. */
  public record Exemption(String ruleId, String reason) {}

  /** SKUs of one set never share a shipment with SKUs of the other; a SKU in both ships alone. */
  public record Separation(SortedSet<String> skus, SortedSet<String> otherSkus) {}

  /** Nobody said anything. */
  public static OrderVerdicts none() {
    return builder().build();
  }

  /** A builder in which nobody has said anything. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether a carrier's cap does not bind this order. */
  public boolean exemptFromShareCap() {
    return shareCapExemption.isPresent();
  }

  /** What happens to this line when nobody can take it; absent: no rule says. */
  public Optional<ShortageAction> findOnShortage(String sku) {
    var own = onShortageBySku.get(sku);
    return own != null ? Optional.of(own) : onShortage;
  }

  /** Collects merged verdicts; what is not set keeps the meaning of silence. */
  public static final class Builder {
    private Optional<Refusal> refusal = Optional.empty();
    private Optional<Deferral> deferral = Optional.empty();
    private Optional<ShipNotBefore> shipNotBefore = Optional.empty();
    private long valueOfTimeMicrosPerHour;
    private OptionalLong shortagePenaltyMicros = OptionalLong.empty();
    private long latenessPenaltyMicrosPerHour;
    private OptionalInt maxShipments = OptionalInt.empty();
    private boolean shipWhole;
    private List<SortedSet<String>> keepTogether = List.of();
    private List<Separation> keepApart = List.of();
    private long splitCostMicros;
    private int priority;
    private Optional<ShortageAction> onShortage = Optional.empty();
    private SortedMap<String, ShortageAction> onShortageBySku = new TreeMap<>();
    private SortedSet<String> requiredServices = new TreeSet<>();
    private Optional<Exemption> shareCapExemption = Optional.empty();
    private SortedSet<String> tags = new TreeSet<>();
    private List<Statement> statements = List.of();
    private List<Spoken> spoken = List.of();

    private Builder() {}

    public Builder refusal(Refusal refusal) {
      this.refusal = Optional.of(refusal);
      return this;
    }

    public Builder deferral(Deferral deferral) {
      this.deferral = Optional.of(deferral);
      return this;
    }

    public Builder shipNotBefore(ShipNotBefore shipNotBefore) {
      this.shipNotBefore = Optional.of(shipNotBefore);
      return this;
    }

    public Builder valueOfTimeMicrosPerHour(long valueOfTimeMicrosPerHour) {
      this.valueOfTimeMicrosPerHour = valueOfTimeMicrosPerHour;
      return this;
    }

    public Builder shortagePenaltyMicros(long shortagePenaltyMicros) {
      this.shortagePenaltyMicros = OptionalLong.of(shortagePenaltyMicros);
      return this;
    }

    public Builder latenessPenaltyMicrosPerHour(long latenessPenaltyMicrosPerHour) {
      this.latenessPenaltyMicrosPerHour = latenessPenaltyMicrosPerHour;
      return this;
    }

    public Builder maxShipments(int maxShipments) {
      this.maxShipments = OptionalInt.of(maxShipments);
      return this;
    }

    public Builder shipWhole(boolean shipWhole) {
      this.shipWhole = shipWhole;
      return this;
    }

    public Builder keepTogether(List<SortedSet<String>> keepTogether) {
      this.keepTogether = keepTogether;
      return this;
    }

    public Builder keepApart(List<Separation> keepApart) {
      this.keepApart = keepApart;
      return this;
    }

    public Builder splitCostMicros(long splitCostMicros) {
      this.splitCostMicros = splitCostMicros;
      return this;
    }

    public Builder priority(int priority) {
      this.priority = priority;
      return this;
    }

    public Builder onShortage(ShortageAction onShortage) {
      this.onShortage = Optional.of(onShortage);
      return this;
    }

    public Builder onShortageBySku(Map<String, ShortageAction> onShortageBySku) {
      this.onShortageBySku = new TreeMap<>(onShortageBySku);
      return this;
    }

    public Builder requiredServices(Collection<String> requiredServices) {
      this.requiredServices = new TreeSet<>(requiredServices);
      return this;
    }

    public Builder shareCapExemption(Exemption shareCapExemption) {
      this.shareCapExemption = Optional.of(shareCapExemption);
      return this;
    }

    public Builder tags(Collection<String> tags) {
      this.tags = new TreeSet<>(tags);
      return this;
    }

    public Builder statements(List<Statement> statements) {
      this.statements = statements.stream().sorted().toList();
      return this;
    }

    public Builder spoken(List<Spoken> spoken) {
      this.spoken = List.copyOf(spoken);
      return this;
    }

    public OrderVerdicts build() {
      return new OrderVerdicts(
          refusal,
          deferral,
          shipNotBefore,
          valueOfTimeMicrosPerHour,
          shortagePenaltyMicros,
          latenessPenaltyMicrosPerHour,
          maxShipments,
          shipWhole,
          List.copyOf(keepTogether),
          List.copyOf(keepApart),
          splitCostMicros,
          priority,
          onShortage,
          Collections.unmodifiableSortedMap(onShortageBySku),
          List.copyOf(requiredServices),
          shareCapExemption,
          List.copyOf(tags),
          statements,
          spoken);
    }
  }
}
