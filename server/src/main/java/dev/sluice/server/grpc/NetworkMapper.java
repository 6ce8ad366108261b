package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.ValueMapper.toMicros;
import static dev.sluice.server.grpc.ValueMapper.toMoney;

import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.TariffBand;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.stock.StockRecord;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Maps master data other than warehouses in and out; {@link WarehouseMapper} does those. */
public final class NetworkMapper {

  private NetworkMapper() {}

  static Region toRegion(dev.sluice.routing.v1.Region region) {
    return new Region(
        region.getRegionCode(),
        region.getName(),
        region.getNameEn(),
        region.hasCenter()
            ? Optional.of(ValueMapper.toLatLng(region.getCenter()))
            : Optional.empty());
  }

  static RegionGroup toRegionGroup(dev.sluice.routing.v1.RegionGroup group) {
    return new RegionGroup(
        group.getRegionGroupId(),
        group.getName(),
        group.getNameEn(),
        List.copyOf(group.getRegionCodesList()),
        group.getLeaderCarrierId().isEmpty()
            ? Optional.empty()
            : Optional.of(group.getLeaderCarrierId()));
  }

  public static dev.sluice.routing.v1.RegionGroup toProto(RegionGroup group) {
    return dev.sluice.routing.v1.RegionGroup.newBuilder()
        .setRegionGroupId(group.id())
        .setName(group.name())
        .setNameEn(group.nameEn())
        .addAllRegionCodes(group.regionCodes())
        .setLeaderCarrierId(group.leaderCarrierId().orElse(""))
        .build();
  }

  static Carrier toCarrier(dev.sluice.routing.v1.Carrier carrier) {
    return new Carrier(
        carrier.getCarrierId(),
        carrier.getName(),
        carrier.getNameEn(),
        switch (carrier.getRole()) {
          case CARRIER_ROLE_MAIN -> dev.sluice.server.network.CarrierRole.MAIN;
          case CARRIER_ROLE_BACKUP -> dev.sluice.server.network.CarrierRole.BACKUP;
          case CARRIER_ROLE_OTHER, CARRIER_ROLE_UNSPECIFIED, UNRECOGNIZED ->
              dev.sluice.server.network.CarrierRole.OTHER;
        },
        toState(carrier.getState()),
        optional(carrier.hasDailyParcels(), carrier.getDailyParcels()),
        carrier.getOnTimeRate(),
        carrier.getLossRate());
  }

  public static dev.sluice.routing.v1.Carrier toProto(Carrier carrier) {
    dev.sluice.routing.v1.Carrier.Builder proto =
        dev.sluice.routing.v1.Carrier.newBuilder()
            .setCarrierId(carrier.id())
            .setName(carrier.name())
            .setNameEn(carrier.nameEn())
            .setRole(
                switch (carrier.role()) {
                  case MAIN -> CarrierRole.CARRIER_ROLE_MAIN;
                  case BACKUP -> CarrierRole.CARRIER_ROLE_BACKUP;
                  case OTHER -> CarrierRole.CARRIER_ROLE_OTHER;
                })
            .setState(toProto(carrier.state()))
            .setOnTimeRate(carrier.onTimeRate())
            .setLossRate(carrier.lossRate());
    carrier.dailyParcels().ifPresent(proto::setDailyParcels);
    return proto.build();
  }

  /**
   * @param path of the service within its request, to name what is wrong in its calendar
   * @throws RequestRefusedException when the calendar names no date
   */
  static CarrierService toCarrierService(
      dev.sluice.routing.v1.CarrierService service, String path) {
    Set<ServiceLevel> levels = EnumSet.noneOf(ServiceLevel.class);
    service.getServiceLevelsList().forEach(level -> levels.add(OrderMapper.serviceLevel(level)));
    return new CarrierService(
        service.getCarrierServiceId(),
        service.getCarrierId(),
        service.getName(),
        service.getNameEn(),
        levels,
        service.getVolumetricCm3PerKg(),
        service.getMaxWeightGrams(),
        service.getInsurancePermille(),
        service.getHandlesFragile(),
        service.getInsuresHighValue(),
        service.getColdChain(),
        service.getTakesLiquid(),
        service.getTakesBattery(),
        service.getTakesOversize(),
        service.getCashOnDelivery(),
        toDays(service.getCollectionDaysList()),
        Set.copyOf(service.getWaybillChannelsList()),
        WarehouseMapper.toDates(service.getCollectionHolidaysList(), path + ".collection_holidays"),
        service.getDeliveryDaysCount() == 0
            ? EnumSet.allOf(DayOfWeek.class)
            : toDays(service.getDeliveryDaysList()),
        WarehouseMapper.toDates(service.getDeliveryHolidaysList(), path + ".delivery_holidays"));
  }

  private static Set<DayOfWeek> toDays(List<com.google.type.DayOfWeek> weekdays) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    weekdays.forEach(day -> days.add(DayOfWeek.of(day.getNumber())));
    return days;
  }

  public static dev.sluice.routing.v1.CarrierService toProto(CarrierService service) {
    dev.sluice.routing.v1.CarrierService.Builder proto =
        dev.sluice.routing.v1.CarrierService.newBuilder()
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
            .addAllWaybillChannels(new TreeSet<>(service.waybillChannels()));
    new TreeSet<>(service.serviceLevels())
        .forEach(level -> proto.addServiceLevels(OrderMapper.serviceLevel(level)));
    new TreeSet<>(service.collectionDays())
        .forEach(
            day -> proto.addCollectionDays(com.google.type.DayOfWeek.forNumber(day.getValue())));
    new TreeSet<>(service.deliveryDays())
        .forEach(day -> proto.addDeliveryDays(com.google.type.DayOfWeek.forNumber(day.getValue())));
    new TreeSet<>(service.collectionHolidays())
        .forEach(date -> proto.addCollectionHolidays(ValueMapper.toDate(date)));
    new TreeSet<>(service.deliveryHolidays())
        .forEach(date -> proto.addDeliveryHolidays(ValueMapper.toDate(date)));
    return proto.build();
  }

  static Tariff toTariff(dev.sluice.routing.v1.Tariff tariff) {
    return new Tariff(
        tariff.getTariffId(),
        toMicros(tariff.getMinimumCharge()),
        tariff.getBandsList().stream().map(NetworkMapper::toBand).toList(),
        tariff.getFree());
  }

  public static dev.sluice.routing.v1.Tariff toProto(Tariff tariff) {
    dev.sluice.routing.v1.Tariff.Builder proto =
        dev.sluice.routing.v1.Tariff.newBuilder()
            .setTariffId(tariff.id())
            .setMinimumCharge(toMoney(tariff.minimumChargeMicros()))
            .setFree(tariff.free());
    for (Tariff.Band band : tariff.bands()) {
      proto.addBands(
          TariffBand.newBuilder()
              .setUpToGrams(band.upToGrams())
              .setFirstGrams(band.firstGrams())
              .setFirstCharge(toMoney(band.firstChargeMicros()))
              .setStepGrams(band.stepGrams())
              .setStepCharge(toMoney(band.stepChargeMicros())));
    }
    return proto.build();
  }

  static Lane toLane(dev.sluice.routing.v1.Lane lane) {
    return new Lane(
        lane.getWarehouseId(),
        lane.getCarrierServiceId(),
        lane.getRegionCode(),
        lane.getTariffId(),
        lane.getTransitHours(),
        optional(lane.hasDailyParcels(), lane.getDailyParcels()));
  }

  static CoverageRule toCoverage(dev.sluice.routing.v1.Coverage coverage) {
    boolean ofWarehouse = coverage.hasWarehouseId();
    return new CoverageRule(
        ofWarehouse ? CoverageRule.Subject.WAREHOUSE : CoverageRule.Subject.CARRIER_SERVICE,
        ofWarehouse ? coverage.getWarehouseId() : coverage.getCarrierServiceId(),
        coverage.getRegionCode(),
        coverage.getPriority(),
        !coverage.getExcluded());
  }

  static Product toProduct(dev.sluice.routing.v1.Product product) {
    Set<Handling> handling = EnumSet.noneOf(Handling.class);
    for (dev.sluice.routing.v1.Handling need : product.getHandlingList()) {
      handling.add(Handling.valueOf(need.name().substring("HANDLING_".length())));
    }
    return new Product(
        product.getSku(),
        product.getName(),
        product.getCategory(),
        product.getWeightGrams(),
        product.getLengthMm(),
        product.getWidthMm(),
        product.getHeightMm(),
        handling,
        product.getReturnRate());
  }

  static StockRecord toStock(dev.sluice.routing.v1.StockRecord stock) {
    return new StockRecord(
        stock.getWarehouseId(), stock.getSku(), stock.getOnHand(), stock.getSafetyStock());
  }

  static dev.sluice.server.network.OperatingState toState(OperatingState state) {
    return switch (state) {
      case OPERATING_STATE_PAUSED -> dev.sluice.server.network.OperatingState.PAUSED;
      case OPERATING_STATE_CLOSED -> dev.sluice.server.network.OperatingState.CLOSED;
      case OPERATING_STATE_OPEN, OPERATING_STATE_UNSPECIFIED, UNRECOGNIZED ->
          dev.sluice.server.network.OperatingState.OPEN;
    };
  }

  static OperatingState toProto(dev.sluice.server.network.OperatingState state) {
    return switch (state) {
      case OPEN -> OperatingState.OPERATING_STATE_OPEN;
      case PAUSED -> OperatingState.OPERATING_STATE_PAUSED;
      case CLOSED -> OperatingState.OPERATING_STATE_CLOSED;
    };
  }

  private static Tariff.Band toBand(TariffBand band) {
    return new Tariff.Band(
        band.getUpToGrams(),
        band.getFirstGrams(),
        toMicros(band.getFirstCharge()),
        band.getStepGrams(),
        toMicros(band.getStepCharge()));
  }

  private static OptionalLong optional(boolean set, long value) {
    return set ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
