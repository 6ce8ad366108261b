package dev.sluice.server.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.Rule;
import dev.sluice.server.cli.demo.EveningFigures.Load;

/** The demo's findings as one JSON object; parts are between 0 and 1, money is yuan. */
final class JsonReport {
  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final DemoFindings findings;

  JsonReport(DemoFindings findings) {
    this.findings = findings;
  }

  String text() {
    ObjectNode report = mapper.createObjectNode();
    report.put("orders", findings.options().orders());
    report.put("seed", findings.options().seed());
    report.put("ruleSetVersion", findings.ruleSetVersion());
    report.set("sluice", figures(findings.sluice()));
    report.set("byHand", figures(findings.byHand()));
    report.set("latency", latency());
    report.set("shares", shares());
    report.set("rules", rules());
    report.put("failed", findings.replayed().failed());
    ArrayNode failures = report.putArray("failures");
    findings.replayed().failures().forEach(failures::add);
    findings.explained().ifPresent(plan -> report.set("explainedPlan", plan(plan)));
    try {
      return mapper.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The report cannot be written as JSON", e);
    }
  }

  private ObjectNode figures(EveningFigures figures) {
    ObjectNode node = mapper.createObjectNode();
    node.put("orders", figures.orders());
    node.put("shippedInFull", figures.inFull());
    node.put("shippedInPart", figures.inPart());
    node.put("notShipped", figures.notShipped());
    node.put("split", figures.split());
    node.put("parcels", figures.parcels());
    node.put("promisedWithin48Hours", figures.within48Hours());
    node.put("cashPerParcelYuan", figures.cashPerParcelYuan());
    node.put("fullWarehouses", figures.fullWarehouses());
    node.put("overloadedWarehouses", figures.overloadedWarehouses());
    node.put("beyondCapacity", figures.beyondCapacity());
    ObjectNode missed = node.putObject("missedLinesByFirstReason");
    figures.missedLines().forEach(missed::put);
    ObjectNode any = node.putObject("missedLinesByAnyReason");
    figures.anyReasonLines().forEach(any::put);
    ObjectNode groups = node.putObject("parcelsByGroupAndCarrier");
    figures
        .parcelsByGroup()
        .forEach(
            (group, byCarrier) -> {
              ObjectNode carriers = groups.putObject(group);
              byCarrier.forEach(carriers::put);
            });
    ArrayNode loads = node.putArray("warehouseLoads");
    for (Load load : figures.loads()) {
      ObjectNode one = loads.addObject();
      one.put("warehouseId", load.warehouseId());
      one.put("day", load.day().toString());
      one.put("used", load.used());
      one.put("capacity", load.capacity());
    }
    return node;
  }

  private ObjectNode latency() {
    ObjectNode node = mapper.createObjectNode();
    node.put("inFlight", EveningReplay.MAX_IN_FLIGHT);
    node.put("p50Millis", findings.latencyMillis(50));
    node.put("p99Millis", findings.latencyMillis(99));
    node.put("ordersPerSecond", findings.ordersPerSecond());
    return node;
  }

  private ArrayNode shares() {
    ArrayNode shares = mapper.createArrayNode();
    for (CarrierShare share : findings.shares()) {
      ObjectNode one = shares.addObject();
      one.put("regionGroupId", share.getRegionGroupId());
      one.put("carrierId", share.getCarrierId());
      one.put("parcels", share.getParcels());
      one.put("exemptParcels", share.getExemptParcels());
      one.put("allParcels", share.getAllParcels());
      if (share.hasCapPpm()) {
        one.put("cap", share.getCapPpm() / 1e6);
      }
      if (share.hasTargetPpm()) {
        one.put("target", share.getTargetPpm() / 1e6);
        one.put("tolerance", share.getTargetTolerancePpm() / 1e6);
      }
    }
    return shares;
  }

  private ArrayNode rules() {
    ArrayNode rules = mapper.createArrayNode();
    for (Rule rule : findings.rules()) {
      ObjectNode one = rules.addObject();
      one.put("ruleId", rule.getRuleId());
      one.put("sentence", rule.getSentence());
      one.put("file", rule.getFile());
      one.put("orders", rule.getOrderCount());
    }
    return rules;
  }

  private ObjectNode plan(GetPlanResponse plan) {
    try {
      return (ObjectNode) mapper.readTree(JsonFormat.printer().print(plan));
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException("The plan cannot be written as JSON", e);
    }
  }
}
