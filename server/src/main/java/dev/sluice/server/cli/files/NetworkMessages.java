package dev.sluice.server.cli.files;

import com.google.type.Date;
import com.google.type.DayOfWeek;
import com.google.type.LatLng;
import com.google.type.TimeOfDay;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.CapacityMeasure;
import dev.sluice.routing.v1.Carrier;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CarrierService;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.CutOff;
import dev.sluice.routing.v1.DatedCutOff;
import dev.sluice.routing.v1.Handling;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.Region;
import dev.sluice.routing.v1.RegionGroup;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.Tariff;
import dev.sluice.routing.v1.TariffBand;
import dev.sluice.routing.v1.Warehouse;
import dev.sluice.routing.v1.WarehouseCalendar;
import dev.sluice.routing.v1.WarehouseKind;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.NetworkData;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;

/** Says a network folder in the words of the contract. */
public final class NetworkMessages {

  private NetworkMessages() {}

  /** The whole folder as one message; elements stand in the folder's order. */
  public static ImportNetworkRequest importRequest(NetworkFolder folder, boolean dryRun) {
    NetworkData network = folder.network();
    ImportNetworkRequest.Builder request = ImportNetworkRequest.newBuilder().setDryRun(dryRun);
    network.regions().forEach(region -> request.addRegions(toProto(region)));
    network.regionGroups().forEach(group -> request.addRegionGroups(toProto(group)));
    network.warehouses().forEach(warehouse -> request.addWarehouses(toProto(warehouse)));
    network.carriers().forEach(carrier -> request.addCarriers(toProto(carrier)));
    network.carrierServices().forEach(service -> request.addCarrierServices(toProto(service)));
    network.tariffs().forEach(tariff -> request.addTariffs(toProto(tariff)));
    network.lanes().forEach(lane -> request.addLanes(toProto(lane)));
    network.coverage().forEach(rule -> request.addCoverage(toProto(rule)));
    network.products().forEach(product -> request.addProducts(toProto(product)));
    folder.stock().forEach(stock -> request.addStock(toProto(stock)));
    return request.build();
  }

  private static Region toProto(dev.sluice.server.network.Region region) {
    Region.Builder message =
        Region.newBuilder()
            .setRegionCode(region.code())
            .setName(region.name())
            .setNameEn(region.nameEn());
    region.center().ifPresent(center -> message.setCenter(toProto(center)));
    return message.build();
  }

  private static RegionGroup toProto(dev.sluice.server.network.RegionGroup group) {
    return RegionGroup.newBuilder()
        .setRegionGroupId(group.id())
        .setName(group.name())
        .setNameEn(group.nameEn())
        .addAllRegionCodes(group.regionCodes())
        .setLeaderCarrierId(group.leaderCarrierId().orElse(""))
        .build();
  }

  private static Warehouse toProto(dev.sluice.server.network.Warehouse warehouse) {
    Warehouse.Builder message = base(warehouse);
    warehouse.fullProcessingMinutes().ifPresent(message::setFullProcessingMinutes);
    return message.build();
  }

  private static Warehouse.Builder base(dev.sluice.server.network.Warehouse warehouse) {
    return Warehouse.newBuilder()
        .setWarehouseId(warehouse.id())
        .setName(warehouse.name())
        .setNameEn(warehouse.nameEn())
        .setKind(WarehouseKind.valueOf("WAREHOUSE_KIND_" + warehouse.kind()))
        .setRegionCode(warehouse.regionCode())
        .setLocation(toProto(warehouse.location()))
        .setState(OperatingState.valueOf("OPERATING_STATE_" + warehouse.state()))
        .setCapacityMeasure(
            CapacityMeasure.valueOf("CAPACITY_MEASURE_" + warehouse.capacityMeasure()))
        .setDailyCapacity(warehouse.dailyCapacity())
        .setCalendar(toProto(warehouse.calendar()))
        .setProcessingMinutes(warehouse.processingMinutes())
        .setHandlingPerUnit(Amounts.ofMicros(warehouse.handlingPerUnitMicros()))
        .setHandlingPerShipment(Amounts.ofMicros(warehouse.handlingPerShipmentMicros()))
        .setPacksFragile(warehouse.packsFragile())
        .setColdRoom(warehouse.coldRoom())
        .setSecureCage(warehouse.secureCage())
        .setInspectsReturns(warehouse.inspectsReturns())
        .addAllCustomers(warehouse.customers().stream().sorted().toList())
        .setOverflowDays(warehouse.overflowDays());
  }

  private static WarehouseCalendar toProto(dev.sluice.server.network.WarehouseCalendar calendar) {
    WarehouseCalendar.Builder message =
        WarehouseCalendar.newBuilder()
            .setTimeZone(calendar.zone().getId())
            .setDayRollHour(calendar.dayRollHour());
    calendar.cutOffs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            cutOff ->
                message.addCutOffs(
                    CutOff.newBuilder()
                        .setWeekday(toProto(cutOff.getKey()))
                        .setTime(toProto(cutOff.getValue()))));
    calendar.datedCutOffs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            cutOff ->
                message.addDatedCutOffs(
                    DatedCutOff.newBuilder()
                        .setDate(toProto(cutOff.getKey()))
                        .setTime(toProto(cutOff.getValue()))));
    calendar.holidays().stream().sorted().forEach(day -> message.addHolidays(toProto(day)));
    return message.build();
  }

  private static Carrier toProto(dev.sluice.server.network.Carrier carrier) {
    Carrier.Builder message =
        Carrier.newBuilder()
            .setCarrierId(carrier.id())
            .setName(carrier.name())
            .setNameEn(carrier.nameEn())
            .setRole(CarrierRole.valueOf("CARRIER_ROLE_" + carrier.role()))
            .setState(OperatingState.valueOf("OPERATING_STATE_" + carrier.state()))
            .setOnTimeRate(carrier.onTimeRate())
            .setLossRate(carrier.lossRate());
    carrier.dailyParcels().ifPresent(message::setDailyParcels);
    return message.build();
  }

  private static CarrierService toProto(dev.sluice.server.network.CarrierService service) {
    CarrierService.Builder message =
        CarrierService.newBuilder()
            .setCarrierServiceId(service.id())
            .setCarrierId(service.carrierId())
            .setName(service.name())
            .setNameEn(service.nameEn())
            .setVolumetricCm3PerKg(service.volumetricCm3PerKg())
            .setMaxWeightGrams(service.maxWeightGrams())
            .setInsurancePermille(service.insurancePermille())
            .setHandlesFragile(service.handlesFragile())
            .setInsuresHighValue(service.insuresHighValue())
            .setColdChain(service.coldChain())
            .setTakesLiquid(service.takesLiquid())
            .setTakesBattery(service.takesBattery())
            .setTakesOversize(service.takesOversize())
            .setCashOnDelivery(service.cashOnDelivery())
            .addAllWaybillChannels(service.waybillChannels().stream().sorted().toList());
    service.serviceLevels().stream()
        .sorted()
        .forEach(level -> message.addServiceLevels(ServiceLevel.valueOf("SERVICE_LEVEL_" + level)));
    service.collectionDays().stream()
        .sorted()
        .forEach(day -> message.addCollectionDays(toProto(day)));
    service.deliveryDays().stream().sorted().forEach(day -> message.addDeliveryDays(toProto(day)));
    service.collectionHolidays().stream()
        .sorted()
        .forEach(day -> message.addCollectionHolidays(toProto(day)));
    service.deliveryHolidays().stream()
        .sorted()
        .forEach(day -> message.addDeliveryHolidays(toProto(day)));
    return message.build();
  }

  private static Tariff toProto(dev.sluice.server.network.Tariff tariff) {
    Tariff.Builder message =
        Tariff.newBuilder()
            .setTariffId(tariff.id())
            .setMinimumCharge(Amounts.ofMicros(tariff.minimumChargeMicros()))
            .setFree(tariff.free());
    for (dev.sluice.server.network.Tariff.Band band : tariff.bands()) {
      message.addBands(
          TariffBand.newBuilder()
              .setUpToGrams(band.upToGrams())
              .setFirstGrams(band.firstGrams())
              .setFirstCharge(Amounts.ofMicros(band.firstChargeMicros()))
              .setStepGrams(band.stepGrams())
              .setStepCharge(Amounts.ofMicros(band.stepChargeMicros())));
    }
    return message.build();
  }

  private static Lane toProto(dev.sluice.server.network.Lane lane) {
    Lane.Builder message =
        Lane.newBuilder()
            .setWarehouseId(lane.warehouseId())
            .setCarrierServiceId(lane.carrierServiceId())
            .setRegionCode(lane.regionCode())
            .setTariffId(lane.tariffId())
            .setTransitHours(lane.transitHours());
    lane.dailyParcels().ifPresent(message::setDailyParcels);
    return message.build();
  }

  private static Coverage toProto(CoverageRule rule) {
    Coverage.Builder message =
        Coverage.newBuilder()
            .setRegionCode(rule.regionCode())
            .setPriority(rule.priority())
            .setExcluded(!rule.serves());
    return switch (rule.subject()) {
      case WAREHOUSE -> message.setWarehouseId(rule.subjectId()).build();
      case CARRIER_SERVICE -> message.setCarrierServiceId(rule.subjectId()).build();
    };
  }

  private static Product toProto(dev.sluice.server.network.Product product) {
    Product.Builder message =
        Product.newBuilder()
            .setSku(product.sku())
            .setName(product.name())
            .setCategory(product.category())
            .setWeightGrams(product.weightGrams())
            .setLengthMm(product.lengthMm())
            .setWidthMm(product.widthMm())
            .setHeightMm(product.heightMm());
    product.handling().stream()
        .sorted()
        .forEach(need -> message.addHandling(Handling.valueOf("HANDLING_" + need)));
    return message.build();
  }

  private static StockRecord toProto(dev.sluice.server.stock.StockRecord stock) {
    return StockRecord.newBuilder()
        .setWarehouseId(stock.warehouseId())
        .setSku(stock.sku())
        .setOnHand(stock.onHand())
        .setSafetyStock(stock.safetyStock())
        .build();
  }

  private static LatLng toProto(dev.sluice.server.network.LatLng place) {
    return LatLng.newBuilder()
        .setLatitude(place.latitude())
        .setLongitude(place.longitude())
        .build();
  }

  private static TimeOfDay toProto(LocalTime time) {
    return TimeOfDay.newBuilder().setHours(time.getHour()).setMinutes(time.getMinute()).build();
  }

  private static DayOfWeek toProto(java.time.DayOfWeek day) {
    return DayOfWeek.forNumber(day.getValue());
  }

  private static Date toProto(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
