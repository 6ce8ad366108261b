package dev.sluice.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the candidate stage said, merged and sorted; lookups are single map reads. */
public final class CandidateVerdicts {
  private static final CandidateVerdicts NONE =
      new CandidateVerdicts(List.of(), List.of(), List.of());

  private final List<Rejection> rejections;
  private final List<Adjustment> adjustments;
  private final List<Spoken> spoken;
  private final Map<CandidateId, Rejection> rejected;
  private final Map<LineCandidate, Rejection> rejectedForLine;
  private final Map<CandidateId, List<Adjustment>> adjusted;
  private final boolean concernsOptions;

  /**
   * A candidate is out.
   *
   * @param candidate which one
   * @param sku for which line; absent: for the whole order
   * @param ruleId who says so
   * @param reason why
   */
  public record Rejection(CandidateId candidate, Optional<String> sku, String ruleId, String reason)
      implements Comparable<Rejection> {
    /** One readable line without rule and reason, for example `reject line CUP warehouse HZ-1`. */
    public String text() {
      return "reject " + sku.map(id -> "line " + id + " ").orElse("") + candidate.text();
    }

    @Override
    public int compareTo(Rejection other) {
      int order = ruleId.compareTo(other.ruleId);
      order = order != 0 ? order : candidate.compareTo(other.candidate);
      order = order != 0 ? order : sku.orElse("").compareTo(other.sku.orElse(""));
      return order != 0 ? order : reason.compareTo(other.reason);
    }
  }

  /**
   * A candidate costs more or less.
   *
   * @param candidate which one
   * @param micros micro-yuan; a surcharge is positive, a discount negative
   * @param ruleId who says so
   * @param reason why
   */
  public record Adjustment(CandidateId candidate, long micros, String ruleId, String reason)
      implements Comparable<Adjustment> {
    /** One readable line without rule and reason, for example `surcharge warehouse HZ-1 0.8`. */
    public String text() {
      var verdict = micros < 0 ? Verdict.DISCOUNT : Verdict.SURCHARGE;
      return new Statement(ruleId, verdict, candidate.text(), Math.abs(micros), reason).text();
    }

    @Override
    public int compareTo(Adjustment other) {
      int order = ruleId.compareTo(other.ruleId);
      order = order != 0 ? order : candidate.compareTo(other.candidate);
      order = order != 0 ? order : Long.compare(micros, other.micros);
      return order != 0 ? order : reason.compareTo(other.reason);
    }
  }

  private record LineCandidate(String sku, CandidateId candidate) {}

  private CandidateVerdicts(
      List<Rejection> rejections, List<Adjustment> adjustments, List<Spoken> spoken) {
    this.rejections = rejections;
    this.adjustments = adjustments;
    this.spoken = spoken;
    rejected = rejections.isEmpty() ? Map.of() : new HashMap<>();
    rejectedForLine = rejections.isEmpty() ? Map.of() : new HashMap<>();
    adjusted = adjustments.isEmpty() ? Map.of() : new HashMap<>();
    boolean options = false;
    for (var rejection : rejections) {
      options |= rejection.candidate().kind() == CandidateId.Kind.OPTION;
      var candidate = rejection.candidate();
      if (rejection.sku().isPresent()) {
        rejectedForLine.putIfAbsent(new LineCandidate(rejection.sku().get(), candidate), rejection);
      } else {
        rejected.putIfAbsent(candidate, rejection);
      }
    }
    for (var adjustment : adjustments) {
      options |= adjustment.candidate().kind() == CandidateId.Kind.OPTION;
      adjusted.merge(adjustment.candidate(), List.of(adjustment), CandidateVerdicts::both);
    }
    concernsOptions = options;
  }

  private static List<Adjustment> both(List<Adjustment> some, List<Adjustment> others) {
    List<Adjustment> both = new ArrayList<>(some);
    both.addAll(others);
    return Collections.unmodifiableList(both);
  }

  /** Verdicts in any order; they are sorted here. */
  public static CandidateVerdicts of(
      Collection<Rejection> rejections,
      Collection<Adjustment> adjustments,
      Collection<Spoken> spoken) {
    return new CandidateVerdicts(sorted(rejections), sorted(adjustments), List.copyOf(spoken));
  }

  /** The same, each rule having spoken once for each of its verdicts. */
  public static CandidateVerdicts of(
      Collection<Rejection> rejections, Collection<Adjustment> adjustments) {
    if (rejections.isEmpty() && adjustments.isEmpty()) {
      return NONE;
    }
    SortedMap<String, Integer> times = new TreeMap<>();
    rejections.forEach(one -> times.merge(one.ruleId(), 1, Integer::sum));
    adjustments.forEach(one -> times.merge(one.ruleId(), 1, Integer::sum));
    List<Spoken> spoken = new ArrayList<>(times.size());
    times.forEach((ruleId, said) -> spoken.add(new Spoken(ruleId, said)));
    return of(rejections, adjustments, spoken);
  }

  private static <T extends Comparable<T>> List<T> sorted(Collection<T> said) {
    List<T> sorted = new ArrayList<>(said);
    sorted.sort(null);
    return Collections.unmodifiableList(sorted);
  }

  /** Nobody said anything. */
  public static CandidateVerdicts none() {
    return NONE;
  }

  /** Every rejection, by rule id, candidate and line. */
  public List<Rejection> rejections() {
    return rejections;
  }

  /** Every surcharge and discount, by rule id and candidate; at most one each per both. */
  public List<Adjustment> adjustments() {
    return adjustments;
  }

  /** How often each rule spoke, by rule id. */
  public List<Spoken> spoken() {
    return spoken;
  }

  /** The rejection with the smallest rule id for the whole order. */
  public Optional<Rejection> findRejection(CandidateId candidate) {
    return rejected.isEmpty() ? Optional.empty() : Optional.ofNullable(rejected.get(candidate));
  }

  /** Whether anything is said about a warehouse and a carrier service together. */
  public boolean concernsOptions() {
    return concernsOptions;
  }

  /** The rejection with the smallest rule id for one line; not one for the whole order. */
  public Optional<Rejection> findRejection(String sku, CandidateId candidate) {
    return rejectedForLine.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rejectedForLine.get(new LineCandidate(sku, candidate)));
  }

  /** Every surcharge and discount on a candidate, by rule id. */
  public List<Adjustment> adjustments(CandidateId candidate) {
    List<Adjustment> found = adjusted.get(candidate);
    return found == null ? List.of() : found;
  }

  /** Their sum in micro-yuan; may be negative. */
  public long adjustmentMicros(CandidateId candidate) {
    long micros = 0;
    for (var adjustment : adjustments(candidate)) {
      micros = Math.addExact(micros, adjustment.micros());
    }
    return micros;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CandidateVerdicts that
        && rejections.equals(that.rejections)
        && adjustments.equals(that.adjustments)
        && spoken.equals(that.spoken);
  }

  @Override
  public int hashCode() {
    return 31 * rejections.hashCode() + adjustments.hashCode();
  }

  @Override
  public String toString() {
    return "CandidateVerdicts[%s, %s, %s]".formatted(rejections, adjustments, spoken);
  }
}
