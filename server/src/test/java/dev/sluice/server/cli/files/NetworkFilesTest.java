package dev.sluice.server.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.stock.StockRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFilesTest {
  @TempDir Path folder;

  private final NetworkFiles files = new NetworkFiles();

  @BeforeEach
  void writeSmallNetwork() {
    files.write(folder, smallNetwork());
  }

  @Test
  void whatIsWrittenIsReadBackUnchanged() {
    assertThat(files.read(folder)).isEqualTo(smallNetwork());
  }

  @Test
  void aByteOrderMarkCommentsAndBlankLinesAreAccepted() throws IOException {
    replace(
        "carriers.csv", "\uFEFF# our carriers\n\ncarrier_id,name,role\n# main\nMAIN-1,主快递,main\n");

    Carrier carrier = files.read(folder).network().carriers().get(0);

    assertThat(carrier.role()).isEqualTo(CarrierRole.MAIN);
    assertThat(carrier.dailyParcels()).isEmpty();
    assertThat(carrier.onTimeRate()).isEqualTo(1.0);
  }

  @Test
  void aWrongValueIsReportedWithFileLineColumnValueAndAdvice() throws IOException {
    edit("warehouses.csv", ",500,", ",12t,");

    assertThatThrownBy(() -> files.read(folder))
        .isInstanceOf(NetworkFilesException.class)
        .hasMessage(
            "warehouses.csv line 2, column daily_capacity: '12t' is not a whole number\n"
                + "  Maybe leave out the unit; it is in the column's name.");
  }

  @Test
  void allProblemsOfAllFilesAreReportedAtOnce() throws IOException {
    edit("warehouses.csv", "CENTRAL", "CENTRALL");
    edit("warehouses.csv", "MON-FRI 20:00", "MON-FRY 20:00");
    edit("carriers.csv", "0.97", "97");
    edit("products.csv", "1200", "");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "warehouses.csv line 2, column cut_offs: 'MON-FRY 20:00; SAT 18:00' has 'FRY', which is"
                + " no weekday\n  Maybe write it like MON-FRI 20:00; SAT 18:00.",
            "warehouses.csv line 2, column kind: 'CENTRALL' is no known word\n"
                + "  Maybe CENTRAL.",
            "carriers.csv line 2, column on_time_rate: '97' is out of range\n"
                + "  Maybe a number from 0 to 1.",
            "products.csv line 2, column weight_grams: '' is empty\n  Maybe write it like 420.");
  }

  @Test
  void moreReturnsThanSalesAreRefused() throws IOException {
    edit("products.csv", "0.125", "1.5");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "products.csv line 2, column return_rate: '1.5' is out of range\n"
                + "  Maybe a number from 0 to 1.");
  }

  @Test
  void productsWithoutAReturnRateAreNotKnownToComeBack() throws IOException {
    replace("products.csv", "sku,name,weight_grams\nSKU-1,瓷碗,1200\n");

    assertThat(files.read(folder).network().products())
        .extracting(Product::returnRate)
        .containsExactly(0.0);
  }

  @Test
  void aMisspeltHeaderNamesTheNearestColumn() throws IOException {
    edit("carriers.csv", "on_time_rate", "ontime_rate");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "carriers.csv line 1, column ontime_rate: is no known column\n  Maybe on_time_rate.");
  }

  @Test
  void anExcelFileInGbkIsNamedAsSuch() throws IOException {
    String text = Files.readString(folder.resolve("carriers.csv"));
    Files.write(folder.resolve("carriers.csv"), text.getBytes(Charset.forName("GBK")));

    assertThat(problems()).hasSize(1);
    assertThat(problems().get(0).toString())
        .startsWith("carriers.csv line 2: is not UTF-8; it looks like GBK")
        .contains("Maybe save it in Excel as \"CSV UTF-8\"");
  }

  @Test
  void anUnknownReferenceNamesTheNearestId() throws IOException {
    edit("lanes.csv", "WH-1", "WH-l");
    edit("stock.csv", "SKU-1", "TOTALLY-OTHER");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "lanes.csv line 2, column warehouse_id: 'WH-l' is not in warehouses.csv\n"
                + "  Maybe WH-1.",
            "stock.csv line 2, column sku: 'TOTALLY-OTHER' is not in products.csv\n"
                + "  Maybe add it to products.csv first.");
  }

  @Test
  void aRepeatedKeyIsReported() throws IOException {
    String text = Files.readString(folder.resolve("stock.csv"));
    replace("stock.csv", text + text.lines().skip(1).findFirst().orElseThrow() + "\n");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "stock.csv line 3, column sku: 'SKU-1' repeats an earlier row with the same"
                + " warehouse_id, sku\n  Maybe remove one of the two rows.");
  }

  @Test
  void aBrokenQuoteIsReportedWhereItBegins() throws IOException {
    edit("carriers.csv", "主快递", "\"主快递");

    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "carriers.csv line 2: has a broken quote here or in the lines below\n"
                + "  Maybe a \" is missing, or one inside a text is not written twice.");
  }

  @Test
  void aMissingRequiredFileIsReportedAndAnOptionalOneIsNot() throws IOException {
    Files.delete(folder.resolve("region_groups.csv"));
    Files.delete(folder.resolve("stock.csv"));
    assertThat(files.read(folder).stock()).isEmpty();
    assertThat(files.read(folder).network().regionGroups())
        .extracting(RegionGroup::id)
        .containsExactly(RegionGroup.COUNTRY);

    Files.delete(folder.resolve("carriers.csv"));
    assertThat(problems())
        .extracting(FileProblem::toString)
        .containsExactly(
            "carriers.csv: is missing from the folder\n"
                + "  Maybe write empty files with import --template and fill them.");
  }

  @Test
  void withoutARegionsFileTheShippedRegionsApply() throws IOException {
    Files.delete(folder.resolve("regions.csv"));

    assertThat(files.read(folder).network().regions()).isEqualTo(ChinaRegions.list());
  }

  @Test
  void aFolderThatIsNotThereIsReported() {
    assertThatThrownBy(() -> files.read(folder.resolve("nowhere")))
        .isInstanceOf(NetworkFilesException.class)
        .hasMessageContaining("does not exist\n  Maybe name the folder that holds warehouses.csv.");
  }

  @Test
  void filesOverTheLimitsAreRefused() {
    assertThatThrownBy(() -> new NetworkFiles(new CsvLimits(100, 10)).read(folder))
        .hasMessageContaining("warehouses.csv: is larger than 100 bytes");
    assertThatThrownBy(() -> new NetworkFiles(new CsvLimits(1_000_000, 1)).read(folder))
        .hasMessageContaining("regions.csv line 3: is past the limit of 1 rows");
  }

  @Test
  void thousandsOfProblemsAreCountedAndTheFirstAreShown() throws IOException {
    StringBuilder text = new StringBuilder("warehouse_id,sku,on_hand\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("WH-1,SKU-").append(i).append(",-1\n");
    }
    replace("stock.csv", text.toString());

    NetworkFilesException thrown =
        catchThrowableOfType(NetworkFilesException.class, () -> files.read(folder));

    assertThat(thrown.count()).isEqualTo(5_000);
    assertThat(thrown.problems()).hasSize(100);
    assertThat(thrown).hasMessageEndingWith("and 4900 more problems");
  }

  @Test
  void aTemplateIsExplainedEmptyAndNeverOverwrites() throws IOException {
    Path template = folder.resolve("template");

    List<Path> written = files.writeTemplate(template);

    assertThat(written).hasSize(NetworkFileFormats.ALL.size() - 1);
    for (FileFormat format : NetworkFileFormats.ALL) {
      if (!format.equals(NetworkFileFormats.REGIONS)) {
        String text = Files.readString(template.resolve(format.fileName()));
        assertThat(text).endsWith(String.join(",", format.columnNames()) + "\n");
        format.columns().forEach(column -> assertThat(text).contains("# " + column.name()));
      }
    }
    assertThat(files.read(template).network().warehouses()).isEmpty();
    assertThatThrownBy(() -> files.writeTemplate(template))
        .hasMessageContaining("is already there");
  }

  private List<FileProblem> problems() {
    NetworkFilesException thrown =
        catchThrowableOfType(NetworkFilesException.class, () -> files.read(folder));
    assertThat(thrown).as("problems are expected").isNotNull();
    return thrown.problems();
  }

  private void edit(String file, String old, String changed) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(old);
    replace(file, text.replace(old, changed));
  }

  private void replace(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static NetworkFolder smallNetwork() {
    WarehouseCalendar calendar =
        new WarehouseCalendar(
            ZoneId.of("Asia/Shanghai"),
            4,
            Map.of(
                DayOfWeek.MONDAY, LocalTime.of(20, 0),
                DayOfWeek.TUESDAY, LocalTime.of(20, 0),
                DayOfWeek.WEDNESDAY, LocalTime.of(20, 0),
                DayOfWeek.THURSDAY, LocalTime.of(20, 0),
                DayOfWeek.FRIDAY, LocalTime.of(20, 0),
                DayOfWeek.SATURDAY, LocalTime.of(18, 0)),
            Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
            Map.of(
                LocalDate.of(2026, 11, 11), LocalTime.of(23, 30),
                LocalDate.of(2026, 12, 31), LocalTime.of(12, 0)));
    Warehouse warehouse =
        Warehouse.builder("WH-1", "3101", new LatLng(31.222, 121.458), calendar)
            .name("仓, \"一\"")
            .nameEn("Warehouse #1")
            .kind(WarehouseKind.CENTRAL)
            .capacityMeasure(CapacityMeasure.UNITS)
            .dailyCapacity(500)
            .processingMinutes(120)
            .handlingPerUnitMicros(300_001)
            .handlingPerShipmentMicros(1_200_000)
            .packsFragile(true)
            .secureCage(true)
            .customers(Set.of("S-1", "S-2"))
            .fullProcessingMinutes(OptionalInt.of(300))
            .overflowDays(2)
            .build();
    CarrierService service =
        CarrierService.builder("MAIN-STD", "MAIN-1")
            .name("标快")
            .nameEn("Standard")
            .serviceLevels(Set.of(ServiceLevel.STANDARD, ServiceLevel.NEXT_DAY))
            .volumetricCm3PerKg(8000)
            .maxWeightGrams(30_000)
            .insurancePermille(5)
            .handlesFragile(true)
            .takesLiquid(true)
            .cashOnDelivery(true)
            .collectionDays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY))
            .waybillChannels(Set.of("DOUYIN"))
            .collectionHolidays(Set.of(LocalDate.of(2027, 2, 5)))
            .deliveryDays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))
            .deliveryHolidays(Set.of(LocalDate.of(2027, 2, 5), LocalDate.of(2027, 2, 6)))
            .build();
    Tariff tariff =
        new Tariff(
            "T-1",
            3_000_000,
            List.of(
                new Tariff.Band(1_000, 1_000, 3_200_000, 1_000, 0),
                new Tariff.Band(30_000, 0, 0, 1, 1_100)),
            true);
    NetworkData network =
        new NetworkData(
            List.of(
                new Region("31", "上海市", "Shanghai", Optional.of(new LatLng(31.222, 121.458))),
                new Region("3101", "上海市", "", Optional.empty())),
            List.of(
                new RegionGroup("CN", "全国", "China", List.of(), Optional.of("MAIN-1")),
                new RegionGroup("EAST", "华东", "East", List.of("31"), Optional.empty())),
            List.of(warehouse),
            List.of(
                new Carrier(
                    "MAIN-1",
                    "主快递",
                    "Main",
                    CarrierRole.MAIN,
                    OperatingState.PAUSED,
                    OptionalLong.of(9_000),
                    0.97,
                    0.0004)),
            List.of(service),
            List.of(tariff),
            List.of(new Lane("WH-1", "MAIN-STD", "", "T-1", 26, OptionalLong.of(80))),
            List.of(
                new CoverageRule(CoverageRule.Subject.WAREHOUSE, "WH-1", "", 10, true),
                new CoverageRule(CoverageRule.Subject.CARRIER_SERVICE, "MAIN-STD", "31", 0, false)),
            List.of(
                new Product(
                    "SKU-1",
                    "瓷碗",
                    "CERAMICS",
                    1200,
                    200,
                    200,
                    100,
                    Set.of(Handling.FRAGILE),
                    0.125)));
    return new NetworkFolder(network, List.of(new StockRecord("WH-1", "SKU-1", 50, 2)));
  }
}
