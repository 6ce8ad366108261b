package dev.sluice.rules.engine;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.Routing;
import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/** The plain way: a new session for each order, every fact inserted whether a rule looks or not. */
public final class PlainSessions {
  private final KieBase rules;
  private @Nullable OrderRecorder order;
  private @Nullable CandidateRecorder candidates;

  /** Of rules of both stages in one base. */
  public PlainSessions(KieBase rules) {
    this.rules = rules;
  }

  /** Evaluates all rules. */
  public void judge(
      Order asked,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options) {
    var speaker = new Speaker();
    var ofOrder = new OrderRecorder(speaker, lines);
    var ofCandidates = new CandidateRecorder(speaker);
    var session = rules.newKieSession();
    try {
      session.addEventListener(speaker);
      session.setGlobal("routing", new Both(ofOrder, ofCandidates));
      session.insert(asked);
      lines.forEach(session::insert);
      warehouses.forEach(session::insert);
      carriers.forEach(session::insert);
      options.forEach(session::insert);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    order = ofOrder;
    candidates = ofCandidates;
  }

  /** What the rules said of the order judged last. */
  public OrderVerdicts orderVerdicts() {
    if (order == null) {
      throw new IllegalStateException("No order was judged");
    }
    return order.verdicts();
  }

  /** What they said of its candidates. */
  public CandidateVerdicts candidateVerdicts() {
    if (candidates == null) {
      throw new IllegalStateException("No order was judged");
    }
    return candidates.verdicts();
  }

  /** Hears both stages. */
  private record Both(Routing order, Routing candidates) implements Routing {
    @Override
    public void reject(Candidate candidate, String reason) {
      candidates.reject(candidate, reason);
    }

    @Override
    public void reject(Line line, Candidate candidate, String reason) {
      candidates.reject(line, candidate, reason);
    }

    @Override
    public void surcharge(Candidate candidate, double yuan, String reason) {
      candidates.surcharge(candidate, yuan, reason);
    }

    @Override
    public void discount(Candidate candidate, double yuan, String reason) {
      candidates.discount(candidate, yuan, reason);
    }

    @Override
    public void valueOfTime(double yuanPerHour) {
      order.valueOfTime(yuanPerHour);
    }

    @Override
    public void shortagePenalty(double yuan) {
      order.shortagePenalty(yuan);
    }

    @Override
    public void latenessPenalty(double yuanPerHour) {
      order.latenessPenalty(yuanPerHour);
    }

    @Override
    public void limitShipments(long shipments) {
      order.limitShipments(shipments);
    }

    @Override
    public void keepTogether(Line line) {
      order.keepTogether(line);
    }

    @Override
    public void keepTogether(String category) {
      order.keepTogether(category);
    }

    @Override
    public void keepApart(String kind, String otherKind) {
      order.keepApart(kind, otherKind);
    }

    @Override
    public void splitCost(double yuan) {
      order.splitCost(yuan);
    }

    @Override
    public void priority(long priority) {
      order.priority(priority);
    }

    @Override
    public void shipNotBefore(double hours, String reason) {
      order.shipNotBefore(hours, reason);
    }

    @Override
    public void defer(String reason, long minutes) {
      order.defer(reason, minutes);
    }

    @Override
    public void refuse(String reason) {
      order.refuse(reason);
    }

    @Override
    public void onShortage(String action) {
      order.onShortage(action);
    }

    @Override
    public void onShortage(Line line, String action) {
      order.onShortage(line, action);
    }

    @Override
    public void require(String service) {
      order.require(service);
    }

    @Override
    public void shipWhole(String reason) {
      order.shipWhole(reason);
    }

    @Override
    public void exemptFromShareCap(String reason) {
      order.exemptFromShareCap(reason);
    }

    @Override
    public void tag(String text) {
      order.tag(text);
    }
  }
}
