package dev.sluice.server.cli;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.AlternativeNote;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RejectionNote;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RuleNote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes for people why a plan is as it is; the most telling first. */
final class ExplanationReport {

  private static final int SHOWN_CANDIDATES = 15;
  private static final int SHOWN_NUMBERS = 6;

  private final Messages messages;
  private final Words words;
  private final int width;
  private final boolean all;

  /**
   * @param all every candidate instead of the most telling
   */
  ExplanationReport(Messages messages, Words words, int width, boolean all) {
    this.messages = messages;
    this.words = words;
    this.width = width;
    this.all = all;
  }

  List<String> lines(GetPlanResponse answer) {
    List<String> lines = new ArrayList<>();
    if (answer.hasOrder()) {
      lines.addAll(order(answer.getOrder()));
      lines.add("");
    }
    lines.addAll(new PlanReport(messages, words, width).lines(answer.getPlan()));
    if (!answer.hasExplanation() || answer.getExplanationMissing()) {
      lines.add("");
      lines.add(messages.text("explain.missing"));
      return lines;
    }
    Explanation explanation = answer.getExplanation();
    lines.addAll(candidates(explanation, answer.getOrder().getLinesCount()));
    lines.addAll(rules(explanation.getRulesList()));
    lines.addAll(numbers(explanation));
    lines.addAll(nextBest(answer.getPlan(), explanation.getNextBestList()));
    return lines;
  }

  private List<String> order(Order order) {
    String goods =
        order.getLinesList().stream()
            .map(line -> line.getQuantity() + " x " + line.getSku())
            .collect(Collectors.joining(", "));
    String text =
        messages.text(
            "explain.asked",
            order.getChannel() + " " + order.getOrderId(),
            words.word(order.getCustomerTier()),
            words.word(order.getServiceLevel()),
            order.getShipTo().getRegionCode(),
            words.time(order.getPlacedTime()),
            goods);
    return TextTable.wrap(text, width);
  }

  private List<String> candidates(Explanation explanation, int orderLines) {
    List<CandidateNote> telling =
        explanation.getCandidatesList().stream().sorted(tellingFirst()).toList();
    List<CandidateNote> shown = all ? telling : telling.stream().limit(SHOWN_CANDIDATES).toList();
    TextTable table =
        TextTable.of(
            TextTable.left(messages.text("explain.warehouse")),
            TextTable.left(messages.text("explain.service")),
            TextTable.right("km"),
            TextTable.right(messages.text("plan.yuan")),
            TextTable.left(messages.text("explain.why")));
    for (CandidateNote note : shown) {
      table.row(
          note.getWarehouseId(),
          note.getCarrierServiceId(),
          Math.round(note.getDistanceKm()),
          note.getCostCount() == 0 ? "" : Words.yuan(total(note)),
          why(note, explanation, orderLines));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        messages.text(
            "explain.candidates", explanation.getShortlistSize(), explanation.getWorkSteps()));
    if (explanation.getWorkBoundHit()) {
      lines.add(messages.text("explain.work-bound"));
    }
    lines.addAll(table.lines("  ", width));
    if (shown.size() < telling.size()) {
      lines.add("  " + messages.text("explain.more", telling.size() - shown.size()));
    }
    return lines;
  }

  /**
   * What was chosen, then what could have been, cheapest first; then what was out, that which came
   * nearest to shipping first.
   */
  private static Comparator<CandidateNote> tellingFirst() {
    return Comparator.comparing((CandidateNote note) -> !note.getChosen())
        .thenComparing(note -> note.getRejectionsCount() > 0)
        .thenComparing(ExplanationReport::costOrNearness)
        .thenComparing(CandidateNote::getDistanceKm)
        .thenComparing(CandidateNote::getWarehouseId)
        .thenComparing(CandidateNote::getCarrierServiceId);
  }

  /** The contract lists reasons in the order in which they are looked at. */
  private static long costOrNearness(CandidateNote note) {
    if (note.getRejectionsCount() > 0) {
      return -note.getRejections(0).getReasonValue();
    }
    if (note.getCostCount() > 0) {
      return Amounts.toMicros(total(note));
    }
    return note.getChosen() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private String why(CandidateNote note, Explanation explanation, int orderLines) {
    if (note.getChosen()) {
      return messages.text("explain.chosen");
    }
    if (note.getRejectionsCount() > 0) {
      return rejection(note);
    }
    Optional<CandidateNote> stopped =
        note.getCarrierServiceId().isEmpty() ? lastStopped(note, explanation) : Optional.empty();
    return stopped
        .map(service -> messages.text("explain.no-service", rejection(service)))
        .orElseGet(() -> notChosen(note, orderLines));
  }

  /** The cost of a candidate that could ship only a part is not comparable with the plan's. */
  private String notChosen(CandidateNote note, int orderLines) {
    int shippable = note.getShippableSkusCount();
    return shippable > 0 && shippable < orderLines
        ? messages.text("explain.only-part", String.join(", ", note.getShippableSkusList()))
        : messages.text("explain.not-cheapest");
  }

  /** Of a warehouse without any service that is left, the service that came nearest. */
  private static Optional<CandidateNote> lastStopped(CandidateNote note, Explanation explanation) {
    return explanation.getCandidatesList().stream()
        .filter(other -> other.getWarehouseId().equals(note.getWarehouseId()))
        .filter(other -> !other.getCarrierServiceId().isEmpty())
        .min(tellingFirst())
        .filter(first -> first.getRejectionsCount() > 0);
  }

  private String rejection(CandidateNote note) {
    RejectionNote first = note.getRejections(0);
    String reason =
        PlanReport.reason(words.word(first.getReason()), first.getRuleId(), first.getDetail());
    return first.getSku().isEmpty()
        ? reason
        : messages.text("explain.for-line", first.getSku(), reason);
  }

  private static Money total(CandidateNote note) {
    return Amounts.ofMicros(
        note.getCostList().stream().map(CostTerm::getAmount).mapToLong(Amounts::toMicros).sum());
  }

  private List<String> rules(List<RuleNote> notes) {
    List<String> lines = new ArrayList<>(List.of("", messages.text("explain.rules")));
    if (notes.isEmpty()) {
      lines.add("  " + messages.text("explain.no-rules"));
      return lines;
    }
    TextTable table =
        TextTable.of(
            TextTable.left(messages.text("explain.rule")),
            TextTable.left(messages.text("explain.said")),
            TextTable.left(messages.text("explain.about")),
            TextTable.left(messages.text("explain.reason")));
    Set<List<String>> said = new LinkedHashSet<>();
    notes.forEach(
        note ->
            said.add(
                List.of(note.getRuleId(), note.getVerdict(), note.getSubject(), note.getReason())));
    List<List<String>> shown =
        said.stream().limit(all ? Long.MAX_VALUE : SHOWN_CANDIDATES).toList();
    shown.forEach(row -> table.row(row.toArray()));
    lines.addAll(table.lines("  ", width));
    if (shown.size() < said.size()) {
      lines.add("  " + messages.text("explain.more", said.size() - shown.size()));
    }
    return lines;
  }

  private List<String> numbers(Explanation explanation) {
    TextTable table = TextTable.of(TextTable.left(""), TextTable.left(""));
    explanation.getCandidatesList().stream()
        .filter(note -> all || note.getChosen())
        .filter(note -> note.getNumbersCount() > 0)
        .forEach(
            note ->
                table.row(
                    note.getCarrierServiceId().isEmpty()
                        ? note.getWarehouseId()
                        : note.getWarehouseId() + " " + note.getCarrierServiceId(),
                    new TreeMap<>(note.getNumbersMap())
                        .entrySet().stream()
                            .limit(all ? Long.MAX_VALUE : SHOWN_NUMBERS)
                            .map(number -> number.getKey() + " " + number.getValue())
                            .collect(Collectors.joining(", "))));
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", messages.text("explain.numbers")));
    lines.addAll(table.lines("  ", width));
    return lines;
  }

  private List<String> nextBest(RoutingPlan plan, List<AlternativeNote> alternatives) {
    if (alternatives.isEmpty()) {
      return List.of();
    }
    TextTable table =
        TextTable.of(
            TextTable.right(messages.text("plan.yuan")),
            TextTable.right(messages.text("explain.more-than-chosen")),
            TextTable.left(messages.text("explain.way")));
    long chosen = Amounts.toMicros(plan.getCost().getTotal());
    for (AlternativeNote alternative : alternatives) {
      long total = Amounts.toMicros(alternative.getTotal());
      table.row(
          Words.yuan(alternative.getTotal()),
          Words.yuan(Amounts.ofMicros(total - chosen)),
          alternative.getWay());
    }
    List<String> lines = new ArrayList<>(List.of("", messages.text("explain.next-best")));
    lines.addAll(table.lines("  ", width));
    return lines;
  }
}
