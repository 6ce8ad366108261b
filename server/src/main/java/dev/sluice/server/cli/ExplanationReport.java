package dev.sluice.server.cli;

import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.AlternativeNote;
import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RejectionNote;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RuleNote;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes for people why a plan is as it is; the most telling first. */
final class ExplanationReport {

  private static final int SHOWN_ROWS = 15;
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
      String why = answer.getExplanationMissingReason();
      lines.add(
          why.isEmpty()
              ? messages.text("explain.missing")
              : messages.text("explain.missing-because", why));
      return lines;
    }
    Explanation explanation = answer.getExplanation();
    lines.addAll(candidates(answer));
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

  private List<String> candidates(GetPlanResponse answer) {
    Explanation explanation = answer.getExplanation();
    List<CandidateNote> telling = new CandidateRanking(answer).telling();
    List<CandidateNote> shown = all ? telling : telling.stream().limit(SHOWN_ROWS).toList();
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
          note.getCostCount() == 0 ? "" : Words.yuan(CandidateRanking.total(note)),
          why(note, answer));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        messages.text(
            "explain.candidates", explanation.getShortlistSize(), explanation.getWorkSteps()));
    if (explanation.getUnseenWarehouses() > 0) {
      lines.add(messages.text("explain.unseen", explanation.getUnseenWarehouses()));
    }
    if (explanation.getWorkBoundHit()) {
      lines.add(messages.text("explain.work-bound"));
    }
    lines.addAll(table.lines("  ", width));
    if (shown.size() < telling.size()) {
      lines.add("  " + messages.text("explain.more", telling.size() - shown.size()));
    }
    return lines;
  }

  private String why(CandidateNote note, GetPlanResponse answer) {
    if (note.getChosen()) {
      return messages.text("explain.chosen");
    }
    if (note.getRejectionsCount() > 0) {
      return rejection(note);
    }
    CandidateRanking ranking = new CandidateRanking(answer);
    if (note.getCarrierServiceId().isEmpty()) {
      return ranking
          .nearestService(note)
          .map(service -> messages.text("explain.no-service", rejection(service)))
          .orElseGet(() -> messages.text("explain.no-service-known"));
    }
    return ranking.shipsAll(note)
        ? messages.text("explain.not-cheapest")
        : messages.text("explain.only-part", String.join(", ", note.getShippableSkusList()));
  }

  private String rejection(CandidateNote note) {
    RejectionNote first = note.getRejections(0);
    String reason =
        PlanReport.reason(words.word(first.getReason()), first.getRuleId(), first.getDetail());
    return first.getSku().isEmpty()
        ? reason
        : messages.text("explain.for-line", first.getSku(), reason);
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
    List<List<String>> shown = said.stream().limit(all ? Long.MAX_VALUE : SHOWN_ROWS).toList();
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
                            .map(number -> number(number.getKey()) + " " + number.getValue())
                            .collect(Collectors.joining(", "))));
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", messages.text("explain.numbers")));
    lines.addAll(table.lines("  ", width));
    return lines;
  }

  /** In people's words; what it is of stands behind. */
  private String number(String name) {
    int end = name.indexOf(' ');
    return end < 0
        ? messages.word("SeenNumber", name)
        : messages.word("SeenNumber", name.substring(0, end)) + name.substring(end);
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
