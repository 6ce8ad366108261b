package dev.sluice.rules.engine;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Line;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hears the candidate stage. */
final class CandidateRecorder extends SilentRouting {
  private final Speaker speaker;
  private final Set<Rejection> rejections = new HashSet<>();
  private final Map<AdjustmentKey, Adjustment> adjustments = new HashMap<>();

  private record AdjustmentKey(String ruleId, CandidateId candidate, boolean discount) {}

  CandidateRecorder(Speaker speaker) {
    this.speaker = speaker;
  }

  @Override
  public void reject(Candidate candidate, String reason) {
    rejections.add(
        new Rejection(CandidateId.of(candidate), Optional.empty(), speaker.says(), reason));
  }

  @Override
  public void reject(Line line, Candidate candidate, String reason) {
    rejections.add(
        new Rejection(CandidateId.of(candidate), Optional.of(line.sku()), speaker.says(), reason));
  }

  @Override
  public void surcharge(Candidate candidate, double yuan, String reason) {
    adjust(candidate, Amounts.millionths("surcharge", yuan), false, reason);
  }

  @Override
  public void discount(Candidate candidate, double yuan, String reason) {
    adjust(candidate, -Amounts.millionths("discount", yuan), true, reason);
  }

  /** A rule that matches a candidate several times, say once a line, counts with its largest. */
  private void adjust(Candidate candidate, long micros, boolean discount, String reason) {
    var id = CandidateId.of(candidate);
    adjustments.merge(
        new AdjustmentKey(speaker.says(), id, discount),
        new Adjustment(id, micros, speaker.says(), reason),
        CandidateRecorder::larger);
  }

  private static Adjustment larger(Adjustment one, Adjustment other) {
    int bySize = Long.compare(Math.abs(one.micros()), Math.abs(other.micros()));
    if (bySize != 0) {
      return bySize > 0 ? one : other;
    }
    return one.reason().compareTo(other.reason()) <= 0 ? one : other;
  }

  CandidateVerdicts verdicts() {
    return CandidateVerdicts.of(rejections, adjustments.values());
  }
}
