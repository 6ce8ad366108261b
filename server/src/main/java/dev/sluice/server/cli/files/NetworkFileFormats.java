package dev.sluice.server.cli.files;

import static dev.sluice.server.cli.files.Column.optional;
import static dev.sluice.server.cli.files.Column.required;
import static dev.sluice.server.cli.files.ColumnType.CUT_OFFS;
import static dev.sluice.server.cli.files.ColumnType.DATED_CUT_OFFS;
import static dev.sluice.server.cli.files.ColumnType.DATES;
import static dev.sluice.server.cli.files.ColumnType.DAYS;
import static dev.sluice.server.cli.files.ColumnType.DECIMAL;
import static dev.sluice.server.cli.files.ColumnType.LIST;
import static dev.sluice.server.cli.files.ColumnType.TEXT;
import static dev.sluice.server.cli.files.ColumnType.TIME_ZONE;
import static dev.sluice.server.cli.files.ColumnType.WHOLE_NUMBER;
import static dev.sluice.server.cli.files.ColumnType.WORD;
import static dev.sluice.server.cli.files.ColumnType.WORDS;
import static dev.sluice.server.cli.files.ColumnType.YES_NO;
import static dev.sluice.server.cli.files.ColumnType.YUAN;

import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.WarehouseKind;
import java.util.List;
import java.util.Optional;

/** The files of a network folder, in the order in which they are read and explained. */
final class NetworkFileFormats {
  static final FileFormat REGIONS =
      new FileFormat(
          "regions.csv",
          "Regions: provinces, cities, districts, streets",
          "行政区划：省、市、区县、街道",
          Optional.of("the regions of mainland China that come with Sluice"),
          1,
          List.of(
              required("region_code", TEXT, "official code, 2, 4, 6 or 9 digits", "行政区划代码", "3101"),
              required("name", TEXT, "name", "名称", "上海市"),
              optional("name_en", TEXT, "English name", "英文名", "Shanghai"),
              optional("latitude", DECIMAL, "WGS 84 degrees north", "纬度", "31.222")
                  .range("-90", "90"),
              optional("longitude", DECIMAL, "WGS 84 degrees east", "经度", "121.458")
                  .range("-180", "180")));

  static final FileFormat REGION_GROUPS =
      new FileFormat(
          "region_groups.csv",
          "Region groups in which carrier shares are counted; CN is the whole country",
          "大区，按大区统计快递占比；CN 为全国",
          Optional.of("one group, CN"),
          1,
          List.of(
              required("group_id", TEXT, "id, as rules name it", "大区编号", "EAST"),
              required("name", TEXT, "name", "名称", "华东"),
              optional("name_en", TEXT, "English name", "英文名", "East China"),
              optional("region_codes", LIST, "regions it covers; empty for CN", "包含的区划", "31;32;33")
                  .references("regions.csv"),
              optional("leader_carrier_id", TEXT, "the group's main carrier", "主力快递", "SANHE")
                  .references("carriers.csv")));

  static final FileFormat WAREHOUSES =
      new FileFormat(
          "warehouses.csv",
          "Places that ship or take back",
          "仓库",
          Optional.empty(),
          1,
          List.of(
              required("warehouse_id", TEXT, "id", "仓库编号", "WH-JIAXING"),
              required("name", TEXT, "name", "名称", "嘉兴中心仓"),
              optional("name_en", TEXT, "English name", "英文名", "Jiaxing central"),
              required("kind", WORD, "what sort of place", "仓库类型", "CENTRAL")
                  .words(WarehouseKind.class),
              required("region_code", TEXT, "where it stands", "所在区划", "330402")
                  .references("regions.csv"),
              required("latitude", DECIMAL, "WGS 84 degrees north", "纬度", "30.752")
                  .range("-90", "90"),
              required("longitude", DECIMAL, "WGS 84 degrees east", "经度", "120.75")
                  .range("-180", "180"),
              optional("state", WORD, "whether it takes part", "状态", "OPEN")
                  .words(OperatingState.class)
                  .otherwise("OPEN"),
              optional("capacity_measure", WORD, "what its day counts", "产能口径", "PARCELS")
                  .words(CapacityMeasure.class)
                  .otherwise("PARCELS"),
              required("daily_capacity", WHOLE_NUMBER, "what it can process a day", "日产能", "12000")
                  .range("0", "1000000000"),
              optional("time_zone", TIME_ZONE, "its time zone", "时区", "Asia/Shanghai")
                  .otherwise("Asia/Shanghai"),
              optional(
                      "day_roll_hour",
                      WHOLE_NUMBER,
                      "local hour at which its capacity day begins",
                      "业务日切换小时",
                      "4")
                  .range("0", "23")
                  .otherwise("4"),
              required(
                  "cut_offs",
                  CUT_OFFS,
                  "latest order time for shipping that day; other weekdays are closed",
                  "截单时间",
                  "MON-FRI 20:00; SAT 18:00"),
              optional("holidays", DATES, "dates on which nothing ships", "休息日", "2026-10-01"),
              optional(
                  "dated_cut_offs",
                  DATED_CUT_OFFS,
                  "cut-offs of single dates instead of their weekday's; none on a holiday",
                  "特定日期截单时间",
                  "2026-11-11 23:30; 2026-12-31 12:00"),
              required(
                      "processing_minutes",
                      WHOLE_NUMBER,
                      "minutes from order to handed over",
                      "作业分钟",
                      "120")
                  .range("0", "43200"),
              optional(
                      "full_processing_minutes",
                      WHOLE_NUMBER,
                      "the same on a full day, grows with load in between; empty: does not grow",
                      "满负荷作业分钟",
                      "300")
                  .range("0", "43200"),
              optional(
                      "overflow_days",
                      WHOLE_NUMBER,
                      "to how many later days a full day may move an order",
                      "满负荷可顺延天数",
                      "1")
                  .range("0", "7")
                  .otherwise("0"),
              optional("handling_per_unit_yuan", YUAN, "cost of a unit picked", "每件操作费", "0.3")
                  .range("0", "100000")
                  .otherwise("0"),
              optional("handling_per_shipment_yuan", YUAN, "cost of packing", "每单操作费", "1.2")
                  .range("0", "100000")
                  .otherwise("0"),
              yesNo("packs_fragile", "packs fragile goods", "可打包易碎品"),
              yesNo("cold_room", "keeps chilled and frozen goods", "有冷库"),
              yesNo("secure_cage", "locks high-value goods away", "有贵品库"),
              yesNo("inspects_returns", "inspects returned goods", "可质检退货"),
              optional(
                  "customers",
                  LIST,
                  "ships for these stores only; empty: for all",
                  "专属店铺",
                  "S-OWN")));

  static final FileFormat CARRIERS =
      new FileFormat(
          "carriers.csv",
          "Companies that transport",
          "快递公司",
          Optional.empty(),
          1,
          List.of(
              required("carrier_id", TEXT, "id, as rules name it", "快递公司编号", "SANHE"),
              required("name", TEXT, "name", "名称", "三禾速运"),
              optional("name_en", TEXT, "English name", "英文名", "Sanhe Express"),
              required("role", WORD, "its part in the contract", "角色", "MAIN")
                  .words(CarrierRole.class),
              optional("state", WORD, "whether it takes part", "状态", "OPEN")
                  .words(OperatingState.class)
                  .otherwise("OPEN"),
              optional(
                      "daily_parcels",
                      WHOLE_NUMBER,
                      "parcels a day it takes; empty: no limit",
                      "日揽收上限",
                      "50000")
                  .range("0", "1000000000"),
              optional("on_time_rate", DECIMAL, "share of parcels in time", "准时率", "0.97")
                  .range("0", "1")
                  .otherwise("1"),
              optional("loss_rate", DECIMAL, "share of parcels lost or broken", "破损丢失率", "0.0004")
                  .range("0", "1")
                  .otherwise("0")));

  static final FileFormat CARRIER_SERVICES =
      new FileFormat(
          "carrier_services.csv",
          "Products of the carriers",
          "快递产品",
          Optional.empty(),
          1,
          List.of(
              required(
                  "carrier_service_id", TEXT, "id, unique over all carriers", "产品编号", "SANHE-STD"),
              required("carrier_id", TEXT, "whose product", "快递公司编号", "SANHE")
                  .references("carriers.csv"),
              required("name", TEXT, "name", "名称", "三禾标快"),
              optional("name_en", TEXT, "English name", "英文名", "Sanhe Standard"),
              required(
                      "service_levels",
                      WORDS,
                      "what it can be sold as",
                      "时效等级",
                      "STANDARD;NEXT_DAY")
                  .words(ServiceLevel.class),
              optional(
                      "volumetric_cm3_per_kg",
                      WHOLE_NUMBER,
                      "divisor of volumetric weight; 0: real weight only",
                      "体积重系数",
                      "8000")
                  .range("0", "1000000")
                  .otherwise("0"),
              required("max_weight_grams", WHOLE_NUMBER, "heaviest parcel", "限重（克）", "50000")
                  .range("1", "100000000"),
              optional(
                      "insurance_permille",
                      WHOLE_NUMBER,
                      "premium, thousandths of the value",
                      "保价费率（千分之）",
                      "5")
                  .range("0", "1000")
                  .otherwise("0"),
              yesNo("handles_fragile", "certified for fragile goods", "可寄易碎品"),
              yesNo("insures_high_value", "insures high-value goods", "可保价贵品"),
              yesNo("cold_chain", "keeps goods chilled or frozen", "冷链"),
              yesNo("takes_liquid", "takes liquids", "可寄液体"),
              yesNo("takes_battery", "takes batteries", "可寄带电"),
              yesNo("takes_oversize", "takes oversize goods", "可寄大件"),
              yesNo("cash_on_delivery", "collects payment on delivery", "货到付款"),
              optional("collection_days", DAYS, "weekdays it collects", "揽收日", "MON-SUN")
                  .otherwise("MON-SUN"),
              optional(
                  "collection_holidays",
                  DATES,
                  "dates on which it does not collect",
                  "停揽日",
                  "2027-02-05;2027-02-06"),
              optional("delivery_days", DAYS, "weekdays it delivers", "派送日", "MON-SAT")
                  .otherwise("MON-SUN"),
              optional(
                  "delivery_holidays",
                  DATES,
                  "dates on which it does not deliver",
                  "停派日",
                  "2027-02-05;2027-02-06"),
              optional(
                  "waybill_channels",
                  LIST,
                  "channels whose waybills it prints; empty: all",
                  "支持的面单渠道",
                  "DOUYIN;TAOBAO")));

  static final FileFormat TARIFFS =
      new FileFormat(
          "tariffs.csv",
          "Tariffs, one row a weight band, by ascending up_to_grams",
          "资费，每个重量段一行",
          Optional.empty(),
          0,
          List.of(
              required("tariff_id", TEXT, "id; its rows stand together", "资费编号", "SANHE-STD-2"),
              optional(
                      "minimum_charge_yuan",
                      YUAN,
                      "charged at least; same in all rows",
                      "最低收费",
                      "3")
                  .range("0", "1000000")
                  .otherwise("0"),
              required("up_to_grams", WHOLE_NUMBER, "heaviest charged weight", "重量段上限（克）", "3000")
                  .range("1", "1000000000"),
              optional("first_grams", WHOLE_NUMBER, "first weight", "首重（克）", "1000")
                  .range("0", "1000000000")
                  .otherwise("0"),
              optional("first_charge_yuan", YUAN, "price of the first weight", "首重价", "3.2")
                  .range("0", "1000000")
                  .otherwise("0"),
              optional(
                      "step_grams",
                      WHOLE_NUMBER,
                      "further weight is charged in begun steps of this",
                      "续重单位（克）",
                      "1000")
                  .range("1", "1000000000")
                  .otherwise("1000"),
              optional("step_charge_yuan", YUAN, "price of a step", "续重价", "1.1")
                  .range("0", "1000000")
                  .otherwise("0"),
              yesNo(
                  "free",
                  "meant to cost nothing, as where the buyer collects; same in all rows",
                  "免运费（如自提）")));

  static final FileFormat LANES =
      new FileFormat(
          "lanes.csv",
          "From a warehouse to a region by a carrier service; the longest region code wins",
          "线路：仓库到地区",
          Optional.empty(),
          3,
          List.of(
              required("warehouse_id", TEXT, "from", "仓库编号", "WH-JIAXING")
                  .references("warehouses.csv"),
              required("carrier_service_id", TEXT, "by", "产品编号", "SANHE-STD")
                  .references("carrier_services.csv"),
              required("region_code", TEXT, "to; `*` is everywhere", "目的区划", "31")
                  .references("regions.csv"),
              required("tariff_id", TEXT, "what it charges", "资费编号", "SANHE-STD-2")
                  .references("tariffs.csv"),
              required("transit_hours", WHOLE_NUMBER, "from collection to delivery", "在途小时", "26")
                  .range("1", "2400"),
              optional(
                      "daily_parcels",
                      WHOLE_NUMBER,
                      "parcels a day; empty: the carrier's own limit only",
                      "日上限",
                      "800")
                  .range("0", "1000000000")));

  static final FileFormat COVERAGE =
      new FileFormat(
          "coverage.csv",
          "Who serves which region; the most specific region wins; without a row nobody is served",
          "可达范围，最细的区划优先",
          Optional.empty(),
          3,
          List.of(
              required("subject", WORD, "whose coverage", "对象", "WAREHOUSE")
                  .words(CoverageRule.Subject.class),
              required("subject_id", TEXT, "warehouse or carrier service id", "对象编号", "WH-JIAXING"),
              required("region_code", TEXT, "region; `*` is everywhere", "区划", "*")
                  .references("regions.csv"),
              optional("priority", WHOLE_NUMBER, "smaller is preferred", "优先级", "10")
                  .range("0", "1000")
                  .otherwise("0"),
              optional("serves", YES_NO, "no cuts the region out", "是否可达", "yes")
                  .otherwise("yes")));

  static final FileFormat PRODUCTS =
      new FileFormat(
          "products.csv",
          "What a SKU weighs, measures and needs",
          "商品",
          Optional.empty(),
          1,
          List.of(
              required("sku", TEXT, "SKU id", "SKU", "APP-001"),
              required("name", TEXT, "name", "名称", "连衣裙 001"),
              optional("category", TEXT, "category, as rules name it", "品类", "APPAREL"),
              required("weight_grams", WHOLE_NUMBER, "one unit, packed", "重量（克）", "420")
                  .range("0", "100000000"),
              optional("length_mm", WHOLE_NUMBER, "one unit, packed; 0: unknown", "长（毫米）", "300")
                  .range("0", "100000")
                  .otherwise("0"),
              optional("width_mm", WHOLE_NUMBER, "as length", "宽（毫米）", "220")
                  .range("0", "100000")
                  .otherwise("0"),
              optional("height_mm", WHOLE_NUMBER, "as length", "高（毫米）", "60")
                  .range("0", "100000")
                  .otherwise("0"),
              optional("handling", WORDS, "what it needs on its way", "商品特性", "FRAGILE;LIQUID")
                  .words(Handling.class),
              optional(
                      "return_rate",
                      DECIMAL,
                      "share of sold units that buyers send back; 0: unknown",
                      "退货率",
                      "0.55")
                  .range("0", "1")
                  .otherwise("0")));

  static final FileFormat STOCK =
      new FileFormat(
          "stock.csv",
          "Units counted at a warehouse",
          "库存",
          Optional.of("no stock is changed"),
          2,
          List.of(
              required("warehouse_id", TEXT, "where", "仓库编号", "WH-JIAXING")
                  .references("warehouses.csv"),
              required("sku", TEXT, "SKU id", "SKU", "APP-001").references("products.csv"),
              required("on_hand", WHOLE_NUMBER, "units in the building", "在库库存", "240")
                  .range("0", "1000000000"),
              optional("safety_stock", WHOLE_NUMBER, "units never promised", "安全库存", "5")
                  .range("0", "1000000000")
                  .otherwise("0")));

  static final List<FileFormat> ALL =
      List.of(
          REGIONS,
          REGION_GROUPS,
          WAREHOUSES,
          CARRIERS,
          CARRIER_SERVICES,
          TARIFFS,
          LANES,
          COVERAGE,
          PRODUCTS,
          STOCK);

  static final List<String> FILE_NAMES = ALL.stream().map(FileFormat::fileName).toList();

  private NetworkFileFormats() {}

  private static Column yesNo(String name, String meaning, String meaningZh) {
    return optional(name, YES_NO, meaning, meaningZh, "yes").otherwise("no");
  }
}
