package dev.sluice.rules.guard.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What sentences call the facts, properties and closed words of the vocabulary. */
public final class Phrases {

  private static final Map<String, FactPhrase> FACTS =
      List.of(
              new FactPhrase("Order", "order", "orders", "订单"),
              new FactPhrase("Line", "line", "lines", "商品"),
              new FactPhrase("Warehouse", "warehouse", "warehouses", "仓库"),
              new FactPhrase("Carrier", "carrier", "carriers", "快递"),
              new FactPhrase("Option", "option", "options", "组合"),
              new FactPhrase("RegionGroup", "region group", "region groups", "大区"),
              new FactPhrase("ShareCarrier", "carrier", "carriers", "快递"))
          .stream()
          .collect(Collectors.toUnmodifiableMap(FactPhrase::fact, one -> one));

  /**
   * Fact, property, unit, English, Chinese; then of a flag its Chinese negation, of others a note
   * in both languages.
   */
  private static final String PROPERTIES =
      """
      Order|channel||channel|渠道|for example "DOUYIN"; empty when unknown|例如 "DOUYIN"；未知为空
      Order|store||store|店铺|shop id; empty when unknown|店铺编号；未知为空
      Order|host||host|主播|host id; empty when not sold in a live stream|主播编号；非直播订单为空
      Order|liveSession||live session|直播场次|empty when not sold in a live stream|非直播订单为空
      Order|tier||tier|客户等级||
      Order|serviceLevel||service level|时效等级||
      Order|region||region|收货地区|code of the destination, as precise as the order says|收货地代码，按订单所给的精度
      Order|province||province|省份|province code; empty when unknown|省代码；未知为空
      Order|city||city|城市|city code; empty when unknown|市代码；未知为空
      Order|district||district|区县|district code; empty when unknown|区县代码；未知为空
      Order|groups||region groups|所属大区|ids of the region groups that hold the destination|收货地所属大区的编号
      Order|remote||is remote|偏远|不偏远
      Order|paidAgeMinutes|minutes|payment age|已付款时间|since the buyer paid|自买家付款起
      Order|hoursToShipBy|hours|time left to ship|剩余发货时间|negative when passed, infinite without a limit|已过为负，无限期为无穷大
      Order|hoursToDeliverBy|hours|time left to deliver|剩余送达时间|negative when passed, infinite without a limit|已过为负，无限期为无穷大
      Order|delayAccepted||accepts a delay|接受等待|不接受等待
      Order|declaredValueYuan|yuan|declared value|申报价值|of all lines|全部商品合计
      Order|weightGrams|grams|weight|重量|of all lines|全部商品合计
      Order|lineCount||number of lines|行数||
      Order|unitCount||number of units|件数|of all lines|全部商品合计
      Order|fragile||is fragile|易碎|不易碎
      Order|highValue||is of high value|高价值|非高价值
      Order|chilled||is chilled|需冷藏|无需冷藏
      Order|frozen||is frozen|需冷冻|无需冷冻
      Order|liquid||is liquid|是液体|不是液体
      Order|battery||holds a battery|带电池|不带电池
      Order|oversize||is oversize|超大件|非超大件
      Order|attributes||attributes|属性|each `key=value`|每个写作 `key=value`
      Line|sku||SKU|SKU||
      Line|quantity||quantity|数量||
      Line|category||category|品类|empty when unknown|未知为空
      Line|fragile||is fragile|易碎|不易碎
      Line|highValue||is of high value|高价值|非高价值
      Line|chilled||is chilled|需冷藏|无需冷藏
      Line|frozen||is frozen|需冷冻|无需冷冻
      Line|liquid||is liquid|是液体|不是液体
      Line|battery||holds a battery|带电池|不带电池
      Line|oversize||is oversize|超大件|非超大件
      Line|presale||is on presale|是预售|不是预售
      Line|hoursToShipFrom|hours|time until it may ship|可发货前时间|0 when it may ship now|现在可发为 0
      Line|inboundUnits||inbound units|在途数量|on their way to any warehouse|在途到任何仓库的件数
      Line|earmarkHost||earmark host|预留主播|host for whom units are kept and not taken yet: the order's own, else who has most; empty when there is none|为其预留且尚未占用库存的主播：先看订单的主播，否则取预留最多的；没有为空
      Line|returnRate|ratio|return rate|退货率|share of sold units that come back, as products say; 0 where unknown|售出后退回的比例，见商品资料；未知为 0
      Warehouse|id||id|编号||
      Warehouse|kind||kind|类型||
      Warehouse|region||region|所在地区|region code|地区代码
      Warehouse|groups||region groups|所属大区|ids of the region groups that hold it|所属大区的编号
      Warehouse|distanceKm|kilometres|distance|距离|great circle distance to the destination|到收货地的直线距离
      Warehouse|coveragePriority||coverage priority|可达优先级|of the coverage that applies; smaller is preferred|适用的可达范围的优先级，越小越优先
      Warehouse|load|ratio|load|负荷|taken today / can process today|今日已接 / 今日可处理
      Warehouse|backlogHours|hours|backlog|积压|work that waits already|已在等待的工作量
      Warehouse|remainingCapacity||remaining capacity|剩余产能|in the warehouse's own measure|按仓库自己的计量
      Warehouse|fillsOrder||fills the whole order|能整单发货|不能整单发货
      Warehouse|linesFilled||number of filled lines|可满足行数|lines it holds in full|库存足够的行数
      Warehouse|minutesToCutOff|minutes|time to cut-off|距截单时间|negative when passed|已过为负
      Warehouse|stockAgeMinutes|minutes|stock age|库存时效|since its stock of the order was counted (SetStock, import), the longest ago of its SKUs; 525600 at most and when never|自订单商品的库存最近一次盘点（SetStock、导入）起，多个 SKU 取最久的；最大且从未盘点为 525600
      Warehouse|packsFragile||packs fragile goods|能包装易碎件|不能包装易碎件
      Warehouse|coldRoom||has a cold room|有冷库|无冷库
      Warehouse|secureCage||has a secure cage|有贵品库|无贵品库
      Warehouse|inspectsReturns||inspects returns|能质检退货|不能质检退货
      Warehouse|sameCity||is in the buyer's city|与买家同城|与买家不同城
      Warehouse|sameProvince||is in the buyer's province|与买家同省|与买家不同省
      Carrier|id||id|编号||
      Carrier|service||service|产品|id of the carrier's service|快递产品编号
      Carrier|role||role|角色||
      Carrier|share|ratio|share|占比|its parcels / all parcels today in the region group|本大区今日包裹占比
      Carrier|shareTarget|ratio|share target|目标占比|0 without a target|没有目标为 0
      Carrier|atCap||is at its cap|已到上限|未到上限
      Carrier|remainingParcels||remaining parcels|剩余运力|parcels it can still take today|今日还能收的包裹数
      Carrier|onTimeRate|ratio|on-time rate|准时率||
      Carrier|lossRate|ratio|loss rate|丢损率|lost or broken|丢失或破损
      Carrier|suspended||is suspended|已停发|未停发
      Carrier|handlesFragile||takes fragile goods|接易碎件|不接易碎件
      Carrier|insuresHighValue||insures high-value goods|承保高价值件|不承保高价值件
      Carrier|coldChain||keeps the cold chain|有冷链|无冷链
      Carrier|takesLiquid||takes liquids|接液体|不接液体
      Carrier|takesBattery||takes batteries|接带电件|不接带电件
      Carrier|cashOnDelivery||collects cash on delivery|支持货到付款|不支持货到付款
      Carrier|waybillChannels||waybill channels|面单渠道|channels whose waybills it prints|能打印其电子面单的渠道
      Option|warehouse||warehouse|发货仓|its own properties follow|后接仓库的属性
      Option|carrier||carrier|承运快递|its own properties follow|后接快递的属性
      Option|costYuan|yuan|cost|成本|tariff and handling of the whole order this way|整单走此组合的运费与操作费
      Option|transitHours|hours|transit time|运输时间||
      Option|hoursLate|hours|lateness|迟到时间|beyond the order's limits; 0 when in time|超出订单时限；准时为 0
      RegionGroup|id||id|编号|`CN` is the whole country|`CN` 为全国
      RegionGroup|leader||leader|主力快递|id of its main carrier; empty when there is none|主力快递的编号；没有为空
      RegionGroup|parcelsToday||parcels today|今日包裹数||
      RegionGroup|expectedParcels||expected parcels|预计包裹数|by the end of the day|到今日结束
      ShareCarrier|id||id|编号||
      ShareCarrier|role||role|角色||
      ShareCarrier|leads||leads the region group|是本大区主力|不是本大区主力
      ShareCarrier|onTimeRate|ratio|on-time rate|准时率||
      ShareCarrier|remainingParcels||remaining parcels|剩余运力|parcels it can still take today|今日还能收的包裹数
      ShareCarrier|suspended||is suspended|已停发|未停发
      """;

  private static final Map<String, String> CHINESE_WORDS =
      Map.ofEntries(
          Map.entry("SILVER", "银卡"),
          Map.entry("GOLD", "金卡"),
          Map.entry("STANDARD", "标准"),
          Map.entry("NEXT_DAY", "次日达"),
          Map.entry("SAME_DAY", "当日达"),
          Map.entry("HALF_DAY", "半日达"),
          Map.entry("HOURLY", "小时达"),
          Map.entry("CENTRAL", "中心仓"),
          Map.entry("REGIONAL", "区域仓"),
          Map.entry("CLOUD", "云仓"),
          Map.entry("FRONT", "前置仓"),
          Map.entry("STORE", "门店"),
          Map.entry("ORIGIN", "产地仓"),
          Map.entry("SUPPLIER", "供应商"),
          Map.entry("RETURN_CENTER", "退货仓"),
          Map.entry("MAIN", "主力"),
          Map.entry("BACKUP", "备用"),
          Map.entry("OTHER", "其他"),
          Map.entry("BACKORDER", "到货后补发"),
          Map.entry("PRESALE", "转预售"),
          Map.entry("REFUSE", "拒绝"));

  private static final Map<String, List<PropertyPhrase>> PROPERTIES_BY_FACT =
      PROPERTIES
          .lines()
          .map(line -> line.split("\\|", -1))
          .map(cells -> PropertyPhrase.read(Vocabulary.findFact(cells[0]).orElseThrow(), cells))
          .collect(Collectors.groupingBy(PropertyPhrase::fact));

  private Phrases() {}

  /** What a kind of fact is called. */
  public static FactPhrase fact(String name) {
    return Optional.ofNullable(FACTS.get(name)).orElseThrow();
  }

  /** What the properties of a kind of fact are called, in their order. */
  public static List<PropertyPhrase> properties(String fact) {
    return PROPERTIES_BY_FACT.getOrDefault(fact, List.of());
  }

  /** Every way to write one of a few words: as rules write it, in small letters, in Chinese. */
  public static List<String> word(String word, Language language) {
    List<String> phrases = new ArrayList<>();
    var chinese = CHINESE_WORDS.get(word);
    if (language == Language.CHINESE && chinese != null) {
      phrases.add(chinese);
    }
    phrases.add(word);
    if (language == Language.ENGLISH && word.indexOf('_') > 0) {
      phrases.add(word.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return phrases;
  }
}
