package dev.sluice.server.cli.files;

import static dev.sluice.server.cli.files.NetworkFileFormats.CARRIERS;
import static dev.sluice.server.cli.files.NetworkFileFormats.CARRIER_SERVICES;
import static dev.sluice.server.cli.files.NetworkFileFormats.COVERAGE;
import static dev.sluice.server.cli.files.NetworkFileFormats.LANES;
import static dev.sluice.server.cli.files.NetworkFileFormats.PRODUCTS;
import static dev.sluice.server.cli.files.NetworkFileFormats.REGIONS;
import static dev.sluice.server.cli.files.NetworkFileFormats.REGION_GROUPS;
import static dev.sluice.server.cli.files.NetworkFileFormats.STOCK;
import static dev.sluice.server.cli.files.NetworkFileFormats.TARIFFS;
import static dev.sluice.server.cli.files.NetworkFileFormats.WAREHOUSES;

import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.stock.StockRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the records of a network as rows, file by file. */
final class NetworkFolderWriter {
  private final Path folder;

  NetworkFolderWriter(Path folder) {
    this.folder = folder;
  }

  void write(NetworkFolder contents) {
    NetworkFiles.createFolder(folder);
    NetworkData network = contents.network();
    write(REGIONS, network.regions(), NetworkFolderWriter::region);
    write(REGION_GROUPS, network.regionGroups(), NetworkFolderWriter::regionGroup);
    write(WAREHOUSES, network.warehouses(), NetworkFolderWriter::warehouse);
    write(CARRIERS, network.carriers(), NetworkFolderWriter::carrier);
    write(CARRIER_SERVICES, network.carrierServices(), NetworkFolderWriter::carrierService);
    write(TARIFFS, bands(network.tariffs()), NetworkFolderWriter::band);
    write(LANES, network.lanes(), NetworkFolderWriter::lane);
    write(COVERAGE, network.coverage(), NetworkFolderWriter::coverage);
    write(PRODUCTS, network.products(), NetworkFolderWriter::product);
    write(STOCK, contents.stock(), NetworkFolderWriter::stock);
  }

  private <T> void write(FileFormat format, List<T> records, Function<T, List<Object>> fields) {
    Path file = folder.resolve(format.fileName());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", format.columnNames()));
      out.write('\n');
      for (T row : records) {
        List<Object> values = fields.apply(row);
        if (values.size() != format.columns().size()) {
          throw new IllegalStateException(format.fileName() + " is written with wrong columns");
        }
        out.write(
            values.stream()
                .map(value -> quoted(value.toString()))
                .collect(Collectors.joining(",")));
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be written", e);
    }
  }

  static String quoted(String value) {
    boolean plain =
        value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == '#');
    return plain && value.equals(value.strip()) ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static List<Object> region(Region region) {
    return List.of(
        region.code(),
        region.name(),
        region.nameEn(),
        region.center().map(LatLng::latitude).map(NetworkFolderWriter::plain).orElse(""),
        region.center().map(LatLng::longitude).map(NetworkFolderWriter::plain).orElse(""));
  }

  private static List<Object> regionGroup(RegionGroup group) {
    return List.of(
        group.id(),
        group.name(),
        group.nameEn(),
        String.join(";", group.regionCodes()),
        group.leaderCarrierId().orElse(""));
  }

  private static List<Object> warehouse(Warehouse warehouse) {
    return List.of(
        warehouse.id(),
        warehouse.name(),
        warehouse.nameEn(),
        warehouse.kind(),
        warehouse.regionCode(),
        plain(warehouse.location().latitude()),
        plain(warehouse.location().longitude()),
        warehouse.state(),
        warehouse.capacityMeasure(),
        warehouse.dailyCapacity(),
        warehouse.calendar().zone(),
        warehouse.calendar().dayRollHour(),
        CalendarText.formatCutOffs(warehouse.calendar().cutOffs()),
        joined(warehouse.calendar().holidays()),
        CalendarText.formatDatedCutOffs(warehouse.calendar().datedCutOffs()),
        warehouse.processingMinutes(),
        orEmpty(warehouse.fullProcessingMinutes()),
        warehouse.overflowDays(),
        yuan(warehouse.handlingPerUnitMicros()),
        yuan(warehouse.handlingPerShipmentMicros()),
        yesNo(warehouse.packsFragile()),
        yesNo(warehouse.coldRoom()),
        yesNo(warehouse.secureCage()),
        yesNo(warehouse.inspectsReturns()),
        joined(warehouse.customers()));
  }

  private static List<Object> carrier(Carrier carrier) {
    return List.of(
        carrier.id(),
        carrier.name(),
        carrier.nameEn(),
        carrier.role(),
        carrier.state(),
        orEmpty(carrier.dailyParcels()),
        plain(carrier.onTimeRate()),
        plain(carrier.lossRate()));
  }

  private static List<Object> carrierService(CarrierService service) {
    return List.of(
        service.id(),
        service.carrierId(),
        service.name(),
        service.nameEn(),
        joined(service.serviceLevels()),
        service.volumetricCm3PerKg(),
        service.maxWeightGrams(),
        service.insurancePermille(),
        yesNo(service.handlesFragile()),
        yesNo(service.insuresHighValue()),
        yesNo(service.coldChain()),
        yesNo(service.takesLiquid()),
        yesNo(service.takesBattery()),
        yesNo(service.takesOversize()),
        yesNo(service.cashOnDelivery()),
        CalendarText.formatDays(service.collectionDays()),
        joined(service.collectionHolidays()),
        CalendarText.formatDays(service.deliveryDays()),
        joined(service.deliveryHolidays()),
        joined(service.waybillChannels()));
  }

  private static List<TariffBand> bands(List<Tariff> tariffs) {
    return tariffs.stream()
        .flatMap(tariff -> tariff.bands().stream().map(band -> new TariffBand(tariff, band)))
        .toList();
  }

  private static List<Object> band(TariffBand row) {
    return List.of(
        row.tariff.id(),
        yuan(row.tariff.minimumChargeMicros()),
        row.band.upToGrams(),
        row.band.firstGrams(),
        yuan(row.band.firstChargeMicros()),
        row.band.stepGrams(),
        yuan(row.band.stepChargeMicros()),
        yesNo(row.tariff.free()));
  }

  private static List<Object> lane(Lane lane) {
    return List.of(
        lane.warehouseId(),
        lane.carrierServiceId(),
        regionOrStar(lane.regionCode()),
        lane.tariffId(),
        lane.transitHours(),
        orEmpty(lane.dailyParcels()));
  }

  private static List<Object> coverage(CoverageRule rule) {
    return List.of(
        rule.subject(),
        rule.subjectId(),
        regionOrStar(rule.regionCode()),
        rule.priority(),
        yesNo(rule.serves()));
  }

  private static List<Object> product(Product product) {
    return List.of(
        product.sku(),
        product.name(),
        product.category(),
        product.weightGrams(),
        product.lengthMm(),
        product.widthMm(),
        product.heightMm(),
        joined(product.handling()),
        plain(product.returnRate()));
  }

  private static List<Object> stock(StockRecord stock) {
    return List.of(stock.warehouseId(), stock.sku(), stock.onHand(), stock.safetyStock());
  }

  private static String regionOrStar(String code) {
    return code.isEmpty() ? RowMapper.EVERYWHERE : code;
  }

  private static String yuan(long micros) {
    return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }

  private static Object orEmpty(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : "";
  }

  private static Object orEmpty(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : "";
  }

  /**
   * Enum constants keep their order, everything else is sorted, so that equal data writes equally.
   */
  private static String joined(Collection<?> values) {
    Stream<String> texts = Arrays.stream(values.toArray()).sorted().map(Object::toString);
    return texts.collect(Collectors.joining(";"));
  }

  private record TariffBand(Tariff tariff, Tariff.Band band) {}
}
