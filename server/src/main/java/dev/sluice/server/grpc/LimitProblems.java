package dev.sluice.server.grpc;

import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Violation;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.type.LatLng;
import com.google.type.Money;
import com.google.type.TimeOfDay;
import dev.sluice.routing.v1.Carrier;
import dev.sluice.routing.v1.CarrierService;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.Region;
import dev.sluice.routing.v1.RegionGroup;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.Tariff;
import dev.sluice.routing.v1.Warehouse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is out of the contract's limits: whose field it is, its value, and advice. */
final class LimitProblems {
  private static final int MAX_SHOWN = 80;

  private LimitProblems() {}

  /** What is wrong with one field of {@code request}. */
  static FieldProblem of(Message request, Violation violation) {
    List<Message> around = new ArrayList<>(List.of(request));
    @Nullable Object value = find(around, violation.getField());
    String subject =
        around.stream().map(LimitProblems::name).flatMap(Optional::stream).findFirst().orElse("");
    return new FieldProblem(
        FieldPaths.toText(violation.getField()),
        (subject.isEmpty() ? "" : subject + ": " + field(violation) + " ")
            + (value == null ? "is not set" : "is '" + shown(value) + "'")
            + ", "
            + LimitAdvice.limit(violation)
            + "\nMaybe "
            + LimitAdvice.advice(violation, value));
  }

  private static String field(Violation violation) {
    List<FieldPathElement> path = violation.getField().getElementsList();
    return path.isEmpty() ? "" : path.get(path.size() - 1).getFieldName();
  }

  /**
   * Follows a path, noting the messages on its way.
   *
   * @return null where nothing is set
   */
  private static @Nullable Object find(List<Message> around, FieldPath path) {
    Message message = around.get(0);
    @Nullable Object value = null;
    for (FieldPathElement element : path.getElementsList()) {
      @Nullable FieldDescriptor field =
          message.getDescriptorForType().findFieldByNumber(element.getFieldNumber());
      if (field == null || (field.hasPresence() && !message.hasField(field))) {
        return null;
      }
      value =
          element.hasIndex()
              ? message.getRepeatedField(field, (int) element.getIndex())
              : message.getField(field);
      if (value instanceof Message inner) {
        message = inner;
        around.add(inner);
      }
    }
    return value;
  }

  /** What an element of the network is called in every other message about it. */
  private static Optional<String> name(Message message) {
    return Optional.ofNullable(nameOrNull(message));
  }

  private static @Nullable String nameOrNull(Message message) {
    if (message instanceof Region one) {
      return named("region", one.getRegionCode());
    } else if (message instanceof RegionGroup one) {
      return named("region_group", one.getRegionGroupId());
    } else if (message instanceof Warehouse one) {
      return named("warehouse", one.getWarehouseId());
    } else if (message instanceof Carrier one) {
      return named("carrier", one.getCarrierId());
    } else if (message instanceof CarrierService one) {
      return named("carrier_service", one.getCarrierServiceId());
    } else if (message instanceof Tariff one) {
      return named("tariff", one.getTariffId());
    } else if (message instanceof Lane one) {
      return named(
          "lane",
          one.getWarehouseId() + ">" + one.getCarrierServiceId() + ">" + one.getRegionCode());
    } else if (message instanceof Coverage one) {
      String whose = one.hasWarehouseId() ? one.getWarehouseId() : one.getCarrierServiceId();
      return named("coverage", whose + ">" + one.getRegionCode());
    } else if (message instanceof Product one) {
      return named("product", one.getSku());
    } else if (message instanceof StockRecord one) {
      return named("stock", one.getWarehouseId() + ">" + one.getSku());
    }
    return null;
  }

  private static String named(String kind, String id) {
    return kind + " '" + shortened(id) + "'";
  }

  private static String shown(Object value) {
    if (value instanceof Money money) {
      return money(money);
    } else if (value instanceof LatLng point) {
      return point.getLatitude() + ", " + point.getLongitude();
    } else if (value instanceof TimeOfDay time) {
      String shown =
          String.format(
              Locale.ROOT, "%02d:%02d:%02d", time.getHours(), time.getMinutes(), time.getSeconds());
      return time.getNanos() == 0 ? shown : shown + " and " + time.getNanos() + " ns";
    } else if (value instanceof EnumValueDescriptor word) {
      return word.getIndex() < 0 ? Integer.toString(word.getNumber()) : word.getName();
    } else if (value instanceof List<?> list) {
      return list.size() == 1 ? "1 element" : list.size() + " elements";
    } else if (value instanceof Message message) {
      return shortened(message.toString());
    }
    return shortened(String.valueOf(value));
  }

  /** Units and nanos of opposite signs are shown apart: together they would look right. */
  private static String money(Money money) {
    boolean apart = Long.signum(money.getUnits()) * Integer.signum(money.getNanos()) < 0;
    String amount =
        apart
            ? money.getUnits() + " units and " + money.getNanos() + " nanos"
            : BigDecimal.valueOf(money.getUnits())
                .add(BigDecimal.valueOf(money.getNanos(), 9))
                .stripTrailingZeros()
                .toPlainString();
    return shortened((amount + " " + money.getCurrencyCode()).strip());
  }

  /** Control characters would break lines of logs. */
  private static String shortened(String value) {
    String shown = value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
    return shown.strip().replaceAll("\\p{Cc}+", " ");
  }
}
