package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.Lineage;
import dev.sluice.server.ledger.ShareTake;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.Transition;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShippedLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row of plans, read whole; its counters are still ids. */
final class PlanRow {

  /** What {@link #read} needs. */
  static final String COLUMNS =
      """
      plan_id, revision, fingerprint, stored_time, expire_time, shipment_states, line_open,
      take_shipments, take_counters, take_amounts,
      share_shipments, share_carriers, share_alls, share_caps, share_exempt,
      transition_shipments, transition_states, transition_times, transition_causes,
      release_request_ids, replaces, replaced_by, carried_shipments, reroute_request_id,
      reroute_cause, packed, content
      """;

  private final String planId;
  private final int revision;
  private final String fingerprint;
  private final Instant storedTime;
  private final Optional<Instant> expireTime;
  private final Short[] states;
  private final @Nullable Long[] lineOpen;
  private final Integer[] takeShipments;
  private final @Nullable Long[] takeCounters;
  private final @Nullable Long[] takeAmounts;
  private final Integer[] shareShipments;
  private final @Nullable Long[] shareCarriers;
  private final @Nullable Long[] shareAlls;
  private final @Nullable Long[] shareCaps;
  private final Boolean[] shareExempt;
  private final List<Transition> transitions;
  private final List<String> releaseRequestIds;
  private final Lineage lineage;
  private final PlanContent content;

  private PlanRow(ResultSet row) throws SQLException {
    planId = row.getString("plan_id");
    revision = row.getInt("revision");
    fingerprint = row.getString("fingerprint");
    storedTime = SqlArrays.readTime(row, "stored_time");
    expireTime =
        Optional.ofNullable(row.getObject("expire_time", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
    states = SqlArrays.readShorts(row, "shipment_states");
    lineOpen = SqlArrays.readLongs(row, "line_open");
    takeShipments = SqlArrays.readIntegers(row, "take_shipments");
    takeCounters = SqlArrays.readLongs(row, "take_counters");
    takeAmounts = SqlArrays.readLongs(row, "take_amounts");
    shareShipments = SqlArrays.readIntegers(row, "share_shipments");
    shareCarriers = SqlArrays.readLongs(row, "share_carriers");
    shareAlls = SqlArrays.readLongs(row, "share_alls");
    shareCaps = SqlArrays.readLongs(row, "share_caps");
    shareExempt = SqlArrays.readBooleans(row, "share_exempt");
    transitions = readTransitions(row);
    releaseRequestIds = SqlArrays.readTexts(row, "release_request_ids");
    lineage =
        new Lineage(
            Optional.ofNullable(row.getString("replaces")),
            Optional.ofNullable(row.getString("replaced_by")),
            row.getInt("carried_shipments"),
            row.getString("reroute_request_id"),
            row.getString("reroute_cause"));
    content = PlanContent.read(planId, row.getBytes("packed"), row.getString("content"));
  }

  static PlanRow read(ResultSet row) throws SQLException {
    return new PlanRow(row);
  }

  /** The ids of the counters the plan takes from. */
  Set<Long> counterIds() {
    Set<Long> ids = new TreeSet<>();
    for (@Nullable Long[] some : List.of(takeCounters, shareCarriers, shareAlls)) {
      for (Long id : some) {
        if (id != null) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** The plan with its life so far. */
  LedgerEntry toEntry(Map<Long, CounterKey> keys) {
    List<ShipmentState> shipmentStates =
        Arrays.stream(states).map(code -> ShipmentState.ofCode(code)).toList();
    List<ShipmentTakes> takes = new ArrayList<>();
    List<List<ShippedLine>> openLines = new ArrayList<>();
    int line = 0;
    for (PlannedShipment shipment : content.plan().shipments()) {
      takes.add(takesOf(shipment.number(), keys));
      List<ShippedLine> open = new ArrayList<>();
      for (ShippedLine shipped : shipment.lines()) {
        open.add(new ShippedLine(shipped.sku(), value(lineOpen, line++)));
      }
      openLines.add(List.copyOf(open));
    }
    StoredPlan plan =
        new StoredPlan(
            planId,
            revision,
            content.order(),
            fingerprint,
            content.plan(),
            List.copyOf(takes),
            shipmentStates,
            storedTime,
            expireTime,
            lineage);
    return new LedgerEntry(plan, List.copyOf(openLines), transitions, releaseRequestIds);
  }

  private ShipmentTakes takesOf(int shipmentNumber, Map<Long, CounterKey> keys) {
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < takeShipments.length; i++) {
      if (takeShipments[i] == shipmentNumber) {
        takes.add(new Take(keyOf(value(takeCounters, i), keys), value(takeAmounts, i)));
      }
    }
    List<ShareTake> shareTakes = new ArrayList<>();
    for (int i = 0; i < shareShipments.length; i++) {
      if (shareShipments[i] == shipmentNumber) {
        Long cap = shareCaps[i];
        shareTakes.add(
            new ShareTake(
                keyOf(value(shareCarriers, i), keys),
                keyOf(value(shareAlls, i), keys),
                cap == null ? OptionalLong.empty() : OptionalLong.of(cap),
                shareExempt[i]));
      }
    }
    return new ShipmentTakes(shipmentNumber, List.copyOf(takes), List.copyOf(shareTakes));
  }

  private CounterKey keyOf(long counterId, Map<Long, CounterKey> keys) {
    CounterKey key = keys.get(counterId);
    if (key == null) {
      throw new IllegalStateException(
          "Plan %s takes from counter %d, which is not there".formatted(planId, counterId));
    }
    return key;
  }

  private long value(@Nullable Long[] values, int index) {
    Long value = values[index];
    if (value == null) {
      throw new IllegalStateException("Plan " + planId + " holds a null at " + index);
    }
    return value;
  }

  private static List<Transition> readTransitions(ResultSet row) throws SQLException {
    Integer[] shipments = SqlArrays.readIntegers(row, "transition_shipments");
    Short[] states = SqlArrays.readShorts(row, "transition_states");
    Timestamp[] times = (Timestamp[]) row.getArray("transition_times").getArray();
    List<String> causes = SqlArrays.readTexts(row, "transition_causes");
    List<Transition> transitions = new ArrayList<>();
    for (int i = 0; i < shipments.length; i++) {
      transitions.add(
          new Transition(
              shipments[i], ShipmentState.ofCode(states[i]), times[i].toInstant(), causes.get(i)));
    }
    return List.copyOf(transitions);
  }
}
