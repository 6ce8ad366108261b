package dev.sluice.rules.recall;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.recall.Property.Decimal;
import dev.sluice.rules.recall.Property.Flag;
import dev.sluice.rules.recall.Property.Text;
import dev.sluice.rules.recall.Property.Texts;
import dev.sluice.rules.recall.Property.Whole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The properties of each kind of fact, by the name rules use. */
public final class FactProperties<F> {

  /** Of an order. */
  public static final FactProperties<Order> ORDER =
      new FactProperties<>(
          List.of(
              new Text<>("channel", Order::channel),
              new Text<>("store", Order::store),
              new Text<>("host", Order::host),
              new Text<>("liveSession", Order::liveSession),
              new Text<>("tier", Order::tier),
              new Text<>("serviceLevel", Order::serviceLevel),
              new Text<>("region", Order::region),
              new Text<>("province", Order::province),
              new Text<>("city", Order::city),
              new Text<>("district", Order::district),
              new Texts<>("groups", Order::groups),
              new Flag<>("remote", Order::remote),
              new Whole<>("paidAgeMinutes", Order::paidAgeMinutes),
              new Decimal<>("hoursToShipBy", Order::hoursToShipBy),
              new Decimal<>("hoursToDeliverBy", Order::hoursToDeliverBy),
              new Flag<>("delayAccepted", Order::delayAccepted),
              new Decimal<>("declaredValueYuan", Order::declaredValueYuan),
              new Whole<>("weightGrams", Order::weightGrams),
              new Whole<>("lineCount", Order::lineCount),
              new Whole<>("unitCount", Order::unitCount),
              new Flag<>("fragile", Order::fragile),
              new Flag<>("highValue", Order::highValue),
              new Flag<>("chilled", Order::chilled),
              new Flag<>("frozen", Order::frozen),
              new Flag<>("liquid", Order::liquid),
              new Flag<>("battery", Order::battery),
              new Flag<>("oversize", Order::oversize),
              new Texts<>("attributes", Order::attributes)));

  /** Of a line. */
  public static final FactProperties<Line> LINE =
      new FactProperties<>(
          List.of(
              new Text<>("sku", Line::sku),
              new Whole<>("quantity", Line::quantity),
              new Text<>("category", Line::category),
              new Flag<>("fragile", Line::fragile),
              new Flag<>("highValue", Line::highValue),
              new Flag<>("chilled", Line::chilled),
              new Flag<>("frozen", Line::frozen),
              new Flag<>("liquid", Line::liquid),
              new Flag<>("battery", Line::battery),
              new Flag<>("oversize", Line::oversize),
              new Flag<>("presale", Line::presale),
              new Decimal<>("hoursToShipFrom", Line::hoursToShipFrom),
              new Whole<>("inboundUnits", Line::inboundUnits),
              new Text<>("earmarkHost", Line::earmarkHost),
              new Decimal<>("returnRate", Line::returnRate)));

  /** Of a warehouse. */
  public static final FactProperties<Warehouse> WAREHOUSE =
      new FactProperties<>(
          List.of(
              new Text<>("id", Warehouse::id),
              new Text<>("kind", Warehouse::kind),
              new Text<>("region", Warehouse::region),
              new Texts<>("groups", Warehouse::groups),
              new Decimal<>("distanceKm", Warehouse::distanceKm),
              new Whole<>("coveragePriority", Warehouse::coveragePriority),
              new Decimal<>("load", Warehouse::load),
              new Decimal<>("backlogHours", Warehouse::backlogHours),
              new Whole<>("remainingCapacity", Warehouse::remainingCapacity),
              new Flag<>("fillsOrder", Warehouse::fillsOrder),
              new Whole<>("linesFilled", Warehouse::linesFilled),
              new Whole<>("minutesToCutOff", Warehouse::minutesToCutOff),
              new Whole<>("stockAgeMinutes", Warehouse::stockAgeMinutes),
              new Flag<>("packsFragile", Warehouse::packsFragile),
              new Flag<>("coldRoom", Warehouse::coldRoom),
              new Flag<>("secureCage", Warehouse::secureCage),
              new Flag<>("inspectsReturns", Warehouse::inspectsReturns),
              new Flag<>("sameCity", Warehouse::sameCity),
              new Flag<>("sameProvince", Warehouse::sameProvince)));

  /** Of a carrier service. */
  public static final FactProperties<Carrier> CARRIER =
      new FactProperties<>(
          List.of(
              new Text<>("id", Carrier::id),
              new Text<>("service", Carrier::service),
              new Text<>("role", Carrier::role),
              new Decimal<>("share", Carrier::share),
              new Decimal<>("shareTarget", Carrier::shareTarget),
              new Flag<>("atCap", Carrier::atCap),
              new Whole<>("remainingParcels", Carrier::remainingParcels),
              new Decimal<>("onTimeRate", Carrier::onTimeRate),
              new Decimal<>("lossRate", Carrier::lossRate),
              new Flag<>("suspended", Carrier::suspended),
              new Flag<>("handlesFragile", Carrier::handlesFragile),
              new Flag<>("insuresHighValue", Carrier::insuresHighValue),
              new Flag<>("coldChain", Carrier::coldChain),
              new Flag<>("takesLiquid", Carrier::takesLiquid),
              new Flag<>("takesBattery", Carrier::takesBattery),
              new Flag<>("cashOnDelivery", Carrier::cashOnDelivery),
              new Texts<>("waybillChannels", Carrier::waybillChannels)));

  private final Map<String, Property<F>> byName;

  private FactProperties(List<Property<F>> properties) {
    byName =
        properties.stream()
            .collect(Collectors.toUnmodifiableMap(Property::name, Function.identity()));
  }

  /** The property rules call so. */
  public Optional<Property<F>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
