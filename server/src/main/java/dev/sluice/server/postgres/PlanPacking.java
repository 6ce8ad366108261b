package dev.sluice.server.postgres;

import dev.sluice.server.journal.Packer;
import dev.sluice.server.journal.Unpacker;
import dev.sluice.server.journal.UnreadableRecordException;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Orders and routing plans in a few hundred bytes: a text stands once and is named by its number
 * from then on, times count from when the order was placed. Every order writes one, hence no JSON.
 */
final class PlanPacking {

  /** Comes first. Another order of fields, or one more, needs another number. */
  private static final int FORMAT = 1;

  private PlanPacking() {}

  static byte[] pack(Order order, RoutingPlan plan) {
    return new Writer(order.placedTime()).write(order, plan);
  }

  static PlanContent unpack(String planId, byte[] packed) {
    try {
      return new Reader(packed).read();
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException(
          "Plan %s cannot be read: %s. Maybe another version of Sluice wrote it"
              .formatted(planId, e.getMessage()),
          e);
    }
  }

  private static final class Writer {
    private final Packer out = new Packer();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Instant begin;

    Writer(Instant begin) {
      this.begin = begin;
    }

    byte[] write(Order order, RoutingPlan plan) {
      out.put(FORMAT);
      out.putSigned(begin.getEpochSecond());
      out.put(begin.getNano());
      write(order);
      write(plan);
      return out.toBytes();
    }

    private void write(Order order) {
      text(order.key().channel());
      text(order.key().orderId());
      text(order.store());
      text(order.host());
      text(order.liveSession());
      text(order.tier().name());
      text(order.serviceLevel().name());
      optional(order.paidTime(), this::time);
      optional(order.latestShipTime(), this::time);
      optional(order.latestCollectionTime(), this::time);
      optional(order.deliverByTime(), this::time);
      flag(order.delayAccepted());
      text(order.regionCode());
      optional(order.destination(), this::write);
      list(order.lines(), this::write);
      list(order.attributes(), this::text);
    }

    private void write(LatLng place) {
      number(place.latitude());
      number(place.longitude());
    }

    private void write(OrderLine line) {
      text(line.sku());
      out.putSigned(line.quantity());
      out.putSigned(line.unitValueMicros());
      flag(line.presale());
      optional(line.shipFromTime(), this::time);
    }

    private void write(RoutingPlan plan) {
      list(plan.shipments(), this::write);
      list(plan.unfulfilledLines(), this::write);
      list(plan.orderCost(), this::write);
      text(plan.ruleSetVersion());
      time(plan.decidedTime());
      optional(plan.fallback(), this::text);
      list(plan.shareYields(), this::write);
      list(plan.tags(), this::text);
    }

    private void write(PlannedShipment shipment) {
      out.put(shipment.number());
      text(shipment.warehouseId());
      text(shipment.carrierId());
      text(shipment.carrierServiceId());
      text(shipment.laneId());
      list(
          shipment.lines(),
          line -> {
            text(line.sku());
            out.putSigned(line.quantity());
          });
      out.putSigned(shipment.shipDay().toEpochDay());
      time(shipment.shipByTime());
      time(shipment.promiseTime());
      out.putSigned(shipment.chargedWeightGrams());
      list(shipment.services(), this::text);
      out.putSigned(shipment.priority());
      list(shipment.cost(), this::write);
    }

    private void write(UnfulfilledLine line) {
      text(line.sku());
      out.putSigned(line.quantity());
      list(line.reasons(), this::write);
      text(line.disposition().name());
      optional(line.expectedTime(), this::time);
    }

    private void write(LineReason reason) {
      text(reason.reason().name());
      optional(reason.ruleId(), this::text);
      text(reason.detail());
    }

    private void write(CostTerm term) {
      text(term.name());
      text(term.kind().name());
      out.putSigned(term.micros());
    }

    private void write(ShareYield yielded) {
      text(yielded.carrierId());
      text(yielded.regionGroupId());
      text(yielded.reason());
    }

    private void text(String text) {
      int number = texts.size() + 1;
      Integer known = texts.putIfAbsent(text, number);
      if (known == null) {
        out.put(0);
        out.putText(text);
      } else {
        out.put(known);
      }
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds stand beside
    private void time(Instant time) {
      out.putSigned(time.getEpochSecond() - begin.getEpochSecond());
      out.put(time.getNano());
    }

    private void number(double number) {
      long bits = Double.doubleToRawLongBits(number);
      out.putFixed((int) (bits >> Integer.SIZE));
      out.putFixed((int) bits);
    }

    private void flag(boolean flag) {
      out.put(flag ? 1 : 0);
    }

    private <T> void optional(Optional<T> value, Consumer<T> put) {
      flag(value.isPresent());
      value.ifPresent(put);
    }

    private <T> void list(Collection<T> values, Consumer<T> put) {
      out.put(values.size());
      values.forEach(put);
    }
  }

  /** Reads what the other wrote, field by field in the same order. */
  private static final class Reader {
    private final Unpacker in;
    private final List<String> texts = new ArrayList<>();
    private Instant begin = Instant.EPOCH;

    Reader(byte[] packed) {
      this.in = new Unpacker(packed);
    }

    PlanContent read() {
      long format = in.get();
      if (format != FORMAT) {
        throw new UnreadableRecordException("its format is " + format + ", not " + FORMAT);
      }
      begin = Instant.ofEpochSecond(in.getSigned(), in.get());
      Order order = order();
      RoutingPlan plan = plan();
      in.end();
      return new PlanContent(order, plan);
    }

    private Order order() {
      return new Order(
          new OrderKey(text(), text()),
          text(),
          text(),
          text(),
          CustomerTier.valueOf(text()),
          ServiceLevel.valueOf(text()),
          begin,
          optional(this::time),
          optional(this::time),
          optional(this::time),
          optional(this::time),
          flag(),
          text(),
          optional(() -> new LatLng(number(), number())),
          list(this::orderLine),
          Collections.unmodifiableSortedSet(new TreeSet<>(list(this::text))));
    }

    private OrderLine orderLine() {
      return new OrderLine(text(), in.getSigned(), in.getSigned(), flag(), optional(this::time));
    }

    private RoutingPlan plan() {
      return new RoutingPlan(
          list(this::shipment),
          list(this::unfulfilledLine),
          list(this::costTerm),
          text(),
          time(),
          optional(this::text),
          list(() -> new ShareYield(text(), text(), text())),
          list(this::text));
    }

    private PlannedShipment shipment() {
      return new PlannedShipment(
          in.getInt(),
          text(),
          text(),
          text(),
          text(),
          list(() -> new ShippedLine(text(), in.getSigned())),
          LocalDate.ofEpochDay(in.getSigned()),
          time(),
          time(),
          in.getSigned(),
          list(this::text),
          (int) in.getSigned(),
          list(this::costTerm));
    }

    private UnfulfilledLine unfulfilledLine() {
      return new UnfulfilledLine(
          text(),
          in.getSigned(),
          list(this::lineReason),
          Disposition.valueOf(text()),
          optional(this::time));
    }

    private LineReason lineReason() {
      return new LineReason(UnfulfilledReason.valueOf(text()), optional(this::text), text());
    }

    private CostTerm costTerm() {
      return new CostTerm(text(), CostTerm.Kind.valueOf(text()), in.getSigned());
    }

    private String text() {
      int number = in.getInt();
      if (number > texts.size()) {
        throw new UnreadableRecordException("text " + number + " was not written before");
      }
      if (number > 0) {
        return texts.get(number - 1);
      }
      String text = in.getText();
      texts.add(text);
      return text;
    }

    private Instant time() {
      return Instant.ofEpochSecond(begin.getEpochSecond() + in.getSigned(), in.get());
    }

    private double number() {
      long high = in.getFixed();
      return Double.longBitsToDouble(high << Integer.SIZE | Integer.toUnsignedLong(in.getFixed()));
    }

    private boolean flag() {
      return in.get() != 0;
    }

    private <T> Optional<T> optional(Supplier<T> get) {
      return flag() ? Optional.of(get.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> get) {
      int size = in.getInt();
      List<T> values = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        values.add(get.get());
      }
      return Collections.unmodifiableList(values);
    }
  }
}
