package dev.sluice.server.cli;

import com.google.type.Date;
import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShareYield;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes one plan for people: the decision in a sentence, then what ships, costs and stays. */
final class PlanReport {

  private static final String INDENT = "  ";

  private final Messages messages;
  private final Words words;
  private final int width;

  PlanReport(Messages messages, Words words, int width) {
    this.messages = messages;
    this.words = words;
    this.width = width;
  }

  /** The whole plan. */
  List<String> lines(RoutingPlan plan) {
    List<String> lines = new ArrayList<>(TextTable.wrap(decision(plan), width));
    lines.addAll(TextTable.wrap(identity(plan), width));
    for (PlannedShipment shipment : plan.getPlannedShipmentsList()) {
      lines.add("");
      lines.addAll(shipment(shipment));
    }
    if (plan.getCost().getOrderTermsCount() > 0) {
      lines.add("");
      lines.add(messages.text("plan.order-cost"));
      lines.addAll(costs(plan.getCost().getOrderTermsList()));
    }
    if (plan.getPlannedShipmentsCount() > 0) {
      lines.add("");
      lines.add(totals(plan));
    }
    lines.addAll(unfulfilled(plan));
    for (ShareYield yield : plan.getShareYieldsList()) {
      lines.add("");
      lines.add(
          messages.text(
              "plan.share-yield",
              yield.getCarrierId(),
              yield.getRegionGroupId(),
              yield.getReason()));
    }
    return lines;
  }

  /** The decision in one sentence. */
  String decision(RoutingPlan plan) {
    String order = plan.getChannel() + " " + plan.getOrderId();
    if (plan.getPlannedShipmentsCount() == 0) {
      return messages.text("plan.nothing-ships", order, mainReason(plan));
    }
    String ways =
        plan.getPlannedShipmentsList().stream()
            .map(
                shipment ->
                    messages.text(
                        "plan.way", shipment.getWarehouseId(), shipment.getCarrierServiceId()))
            .collect(Collectors.joining(messages.text("plan.and")));
    String arrives =
        plan.getPlannedShipmentsList().stream()
            .map(PlannedShipment::getPromiseTime)
            .max(Comparator.comparingLong(time -> time.getSeconds()))
            .map(words::time)
            .orElse("");
    String sentence =
        messages.text(
            plan.getPlannedShipmentsCount() == 1 ? "plan.ships" : "plan.ships-split",
            order,
            ways,
            arrives,
            Words.yuan(plan.getCost().getTotal()),
            plan.getPlannedShipmentsCount());
    return plan.getUnfulfilledLinesCount() == 0
        ? sentence
        : sentence + messages.text("plan.but-unfulfilled", plan.getUnfulfilledLinesCount());
  }

  private String mainReason(RoutingPlan plan) {
    return plan.getUnfulfilledLinesList().stream()
        .flatMap(line -> line.getReasonsList().stream().limit(1))
        .map(this::reason)
        .distinct()
        .collect(Collectors.joining(messages.text("plan.comma")));
  }

  private String identity(RoutingPlan plan) {
    String text =
        messages.text(
            "plan.identity",
            plan.getPlanId().isEmpty() ? messages.text("plan.not-stored") : plan.getPlanId(),
            plan.getRevision(),
            words.word(plan.getState()),
            plan.getRuleSetVersion(),
            words.time(plan.getDecidedTime()));
    if (plan.hasExpireTime()) {
      text += messages.text("plan.expires", words.time(plan.getExpireTime()));
    }
    if (!plan.getReplacedPlanId().isEmpty()) {
      text += messages.text("plan.replaces", plan.getReplacedPlanId());
    }
    if (!plan.getRerouteCause().isEmpty()) {
      text += messages.text("plan.reroute-cause", plan.getRerouteCause());
    }
    if (!plan.getReplacedByPlanId().isEmpty()) {
      text += messages.text("plan.replaced-by", plan.getReplacedByPlanId());
    }
    if (plan.getTagsCount() > 0) {
      text += messages.text("plan.tags", String.join(", ", plan.getTagsList()));
    }
    return plan.getFallback().isEmpty()
        ? text
        : text + messages.text("plan.fallback", plan.getFallback());
  }

  private List<String> shipment(PlannedShipment shipment) {
    List<String> lines = new ArrayList<>();
    lines.add(
        messages.text(
            "plan.shipment",
            shipment.getNumber(),
            goods(shipment.getLinesList()),
            shipment.getWarehouseId(),
            shipment.getCarrierServiceId()));
    String times =
        messages.text(
            "plan.shipment-times",
            words.word(shipment.getState()),
            words.time(shipment.getShipByTime()),
            words.time(shipment.getPromiseTime()),
            BigDecimal.valueOf(shipment.getChargedWeightGrams(), 3).toPlainString());
    if (shipment.getCarried()) {
      times += messages.text("plan.carried");
    }
    TextTable.wrap(times, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    if (shipment.getServicesCount() > 0) {
      lines.add(messages.text("plan.services", String.join(", ", shipment.getServicesList())));
    }
    lines.addAll(costs(shipment.getCostList()));
    return lines;
  }

  private String goods(List<ShippedLine> lines) {
    return lines.stream()
        .map(
            line ->
                line.getQuantity()
                    + " x "
                    + line.getSku()
                    + (line.hasExpectedDate()
                        ? messages.text("plan.expected", day(line.getExpectedDate()))
                        : "")
                    + (line.getReleasedQuantity() == 0
                        ? ""
                        : messages.text("plan.given-back", line.getReleasedQuantity())))
        .collect(Collectors.joining(", "));
  }

  private static String day(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
  }

  private List<String> costs(List<CostTerm> terms) {
    TextTable table =
        TextTable.of(
            TextTable.left(messages.text("plan.cost")),
            TextTable.left(messages.text("plan.cost-kind")),
            TextTable.right(messages.text("plan.yuan")));
    long total = 0;
    for (CostTerm term : terms) {
      table.row(term.getName(), words.word(term.getKind()), Words.yuan(term.getAmount()));
      total += Amounts.toMicros(term.getAmount());
    }
    table.row(messages.text("plan.sum"), "", Words.yuan(Amounts.ofMicros(total)));
    return table.lines("  ", width);
  }

  private String totals(RoutingPlan plan) {
    Money total = plan.getCost().getTotal();
    return messages.text(
        "plan.totals",
        Words.yuan(total),
        Words.yuan(plan.getCost().getCash()),
        Words.yuan(plan.getCost().getPreference()),
        Words.yuan(plan.getCost().getOpportunity()));
  }

  private List<String> unfulfilled(RoutingPlan plan) {
    if (plan.getUnfulfilledLinesCount() == 0) {
      return List.of();
    }
    TextTable table =
        TextTable.of(
            TextTable.right(messages.text("plan.units")),
            TextTable.left("SKU"),
            TextTable.left(messages.text("plan.disposition")),
            TextTable.left(messages.text("plan.reasons")));
    for (UnfulfilledLine line : plan.getUnfulfilledLinesList()) {
      String disposition = words.word(line.getDisposition());
      table.row(
          line.getQuantity(),
          line.getSku(),
          line.hasExpectedTime()
              ? disposition + " " + words.time(line.getExpectedTime())
              : disposition,
          line.getReasonsList().stream()
              .map(this::reason)
              .distinct()
              .collect(Collectors.joining(messages.text("plan.comma"))));
    }
    List<String> lines = new ArrayList<>(List.of("", messages.text("plan.unfulfilled")));
    lines.addAll(table.lines("  ", width));
    return lines;
  }

  private String reason(LineReason reason) {
    return reason(words.word(reason.getReason()), reason.getRuleId(), reason.getDetail());
  }

  /** A reason with its rule and its sentence, each where there is one. */
  static String reason(String word, String ruleId, String detail) {
    String text = ruleId.isEmpty() ? word : word + " " + ruleId;
    return detail.isEmpty() ? text : text + ": " + detail;
  }
}
