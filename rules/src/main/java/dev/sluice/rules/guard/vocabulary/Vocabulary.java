package dev.sluice.rules.guard.vocabulary;

import static dev.sluice.rules.guard.vocabulary.ValueType.DECIMAL;
import static dev.sluice.rules.guard.vocabulary.ValueType.FLAG;
import static dev.sluice.rules.guard.vocabulary.ValueType.TEXT;
import static dev.sluice.rules.guard.vocabulary.ValueType.TEXTS;
import static dev.sluice.rules.guard.vocabulary.ValueType.WHOLE;

import dev.sluice.rules.Stage;
import dev.sluice.rules.Verdict;
import dev.sluice.rules.fact.Words;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one list of everything a rule may name: facts, their properties, and verdicts. */
public final class Vocabulary {
  private static final double MAX_AMOUNT = 1e9;
  private static final double MAX_DEFER_MINUTES = 30 * 24 * 60;

  private static final ParameterType CANDIDATE = ParameterType.of(Kind.CANDIDATE);
  private static final ParameterType LINE = ParameterType.of(Kind.LINE);
  private static final ParameterType CARRIER = ParameterType.of(Kind.SHARE_CARRIER);
  private static final ParameterType REASON = ParameterType.of(Kind.TEXT);
  private static final ParameterType TEXT_GIVEN = ParameterType.of(Kind.TEXT);
  private static final ParameterType AMOUNT = ParameterType.number(Kind.AMOUNT, 0, MAX_AMOUNT);
  private static final ParameterType PERCENT = ParameterType.number(Kind.AMOUNT, 0, 100);
  private static final ParameterType SHORTAGE =
      ParameterType.oneOf("BACKORDER", "PRESALE", "REFUSE");

  private static final List<FactType> FACTS =
      List.of(
          FactType.fact(
              "Order",
              property("channel", TEXT),
              property("store", TEXT),
              property("host", TEXT),
              property("liveSession", TEXT),
              PropertyType.oneOf("tier", Words.CUSTOMER_TIERS),
              PropertyType.oneOf("serviceLevel", Words.SERVICE_LEVELS),
              property("region", TEXT),
              property("province", TEXT),
              property("city", TEXT),
              property("district", TEXT),
              property("groups", TEXTS),
              property("remote", FLAG),
              property("paidAgeMinutes", WHOLE),
              property("hoursToShipBy", DECIMAL),
              property("hoursToDeliverBy", DECIMAL),
              property("delayAccepted", FLAG),
              property("declaredValueYuan", DECIMAL),
              property("weightGrams", WHOLE),
              property("lineCount", WHOLE),
              property("unitCount", WHOLE),
              property("fragile", FLAG),
              property("highValue", FLAG),
              property("chilled", FLAG),
              property("frozen", FLAG),
              property("liquid", FLAG),
              property("battery", FLAG),
              property("oversize", FLAG),
              property("attributes", TEXTS)),
          FactType.fact(
              "Line",
              property("sku", TEXT),
              property("quantity", WHOLE),
              property("category", TEXT),
              property("fragile", FLAG),
              property("highValue", FLAG),
              property("chilled", FLAG),
              property("frozen", FLAG),
              property("liquid", FLAG),
              property("battery", FLAG),
              property("oversize", FLAG),
              property("presale", FLAG),
              property("hoursToShipFrom", DECIMAL),
              property("inboundUnits", WHOLE),
              property("earmarkHost", TEXT),
              property("returnRate", DECIMAL)),
          FactType.candidate(
              "Warehouse",
              property("id", TEXT),
              PropertyType.oneOf("kind", Words.WAREHOUSE_KINDS),
              property("region", TEXT),
              property("groups", TEXTS),
              property("distanceKm", DECIMAL),
              property("coveragePriority", WHOLE),
              property("load", DECIMAL),
              property("backlogHours", DECIMAL),
              property("remainingCapacity", WHOLE),
              property("fillsOrder", FLAG),
              property("linesFilled", WHOLE),
              property("minutesToCutOff", WHOLE),
              property("stockAgeMinutes", WHOLE),
              property("packsFragile", FLAG),
              property("coldRoom", FLAG),
              property("secureCage", FLAG),
              property("inspectsReturns", FLAG),
              property("sameCity", FLAG),
              property("sameProvince", FLAG)),
          FactType.candidate(
              "Carrier",
              property("id", TEXT),
              property("service", TEXT),
              PropertyType.oneOf("role", Words.CARRIER_ROLES),
              property("share", DECIMAL),
              property("shareTarget", DECIMAL),
              property("atCap", FLAG),
              property("remainingParcels", WHOLE),
              property("onTimeRate", DECIMAL),
              property("lossRate", DECIMAL),
              property("suspended", FLAG),
              property("handlesFragile", FLAG),
              property("insuresHighValue", FLAG),
              property("coldChain", FLAG),
              property("takesLiquid", FLAG),
              property("takesBattery", FLAG),
              property("cashOnDelivery", FLAG),
              property("waybillChannels", TEXTS)),
          FactType.candidate(
              "Option",
              property("warehouse", ValueType.WAREHOUSE),
              property("carrier", ValueType.CARRIER),
              property("costYuan", DECIMAL),
              property("transitHours", DECIMAL),
              property("hoursLate", DECIMAL)),
          FactType.fact(
              "RegionGroup",
              property("id", TEXT),
              property("leader", TEXT),
              property("parcelsToday", WHOLE),
              property("expectedParcels", WHOLE)),
          FactType.fact(
              "ShareCarrier",
              property("id", TEXT),
              PropertyType.oneOf("role", Words.CARRIER_ROLES),
              property("leads", FLAG),
              property("onTimeRate", DECIMAL),
              property("remainingParcels", WHOLE),
              property("suspended", FLAG)));

  private static final List<VerdictType> VERDICTS =
      List.of(
          verdict(Stage.CANDIDATE, Verdict.REJECT, CANDIDATE, REASON),
          verdict(Stage.CANDIDATE, Verdict.REJECT, LINE, CANDIDATE, REASON),
          verdict(Stage.CANDIDATE, Verdict.SURCHARGE, CANDIDATE, AMOUNT, REASON),
          verdict(
              Stage.CANDIDATE,
              Verdict.DISCOUNT,
              CANDIDATE,
              ParameterType.number(Kind.FIXED_AMOUNT, 0, MAX_AMOUNT),
              REASON),
          verdict(Stage.ORDER, Verdict.VALUE_OF_TIME, AMOUNT),
          verdict(Stage.ORDER, Verdict.SHORTAGE_PENALTY, AMOUNT),
          verdict(Stage.ORDER, Verdict.LATENESS_PENALTY, AMOUNT),
          verdict(Stage.ORDER, Verdict.LIMIT_SHIPMENTS, count(1, 100)),
          verdict(Stage.ORDER, Verdict.SHIP_WHOLE, REASON),
          verdict(Stage.ORDER, Verdict.KEEP_TOGETHER, LINE),
          verdict(Stage.ORDER, Verdict.KEEP_TOGETHER, TEXT_GIVEN),
          verdict(Stage.ORDER, Verdict.KEEP_APART, TEXT_GIVEN, TEXT_GIVEN),
          verdict(Stage.ORDER, Verdict.SPLIT_COST, AMOUNT),
          verdict(Stage.ORDER, Verdict.PRIORITY, count(-1_000, 1_000)),
          verdict(Stage.ORDER, Verdict.SHIP_NOT_BEFORE, AMOUNT, REASON),
          verdict(Stage.ORDER, Verdict.DEFER, REASON, count(1, MAX_DEFER_MINUTES)),
          verdict(Stage.ORDER, Verdict.REFUSE, REASON),
          verdict(Stage.ORDER, Verdict.ON_SHORTAGE, SHORTAGE),
          verdict(Stage.ORDER, Verdict.ON_SHORTAGE, LINE, SHORTAGE),
          verdict(Stage.ORDER, Verdict.REQUIRE, TEXT_GIVEN),
          verdict(Stage.ORDER, Verdict.EXEMPT_FROM_SHARE_CAP, REASON),
          verdict(Stage.ORDER, Verdict.TAG, TEXT_GIVEN),
          verdict(Stage.SHARE, Verdict.CAP, CARRIER, PERCENT),
          verdict(Stage.SHARE, Verdict.CAP, CARRIER, PERCENT, ParameterType.oneOf("strict")),
          verdict(Stage.SHARE, Verdict.TARGET, CARRIER, PERCENT, PERCENT),
          verdict(Stage.SHARE, Verdict.SUSPEND, CARRIER, REASON));

  private static final Map<String, FactType> FACTS_BY_NAME =
      FACTS.stream().collect(Collectors.toUnmodifiableMap(FactType::name, Function.identity()));

  private Vocabulary() {}

  /** Every kind of fact. */
  public static List<FactType> facts() {
    return FACTS;
  }

  /** Every verdict with each of its lists of arguments. */
  public static List<VerdictType> verdicts() {
    return VERDICTS;
  }

  /** The kind of fact of this name. */
  public static Optional<FactType> findFact(String name) {
    return Optional.ofNullable(FACTS_BY_NAME.get(name));
  }

  /** Names of the facts that rules of a stage see. */
  public static List<String> factNames(Stage stage) {
    return switch (stage) {
      case SHARE -> List.of("RegionGroup", "ShareCarrier");
      case ORDER -> List.of("Order", "Line");
      case CANDIDATE -> List.of("Order", "Line", "Warehouse", "Carrier", "Option");
    };
  }

  /** The words of the verdicts that rules of a stage may say. */
  public static List<String> verdictWords(Stage stage) {
    return VERDICTS.stream()
        .filter(type -> type.stage() == stage)
        .map(VerdictType::word)
        .distinct()
        .toList();
  }

  /** Every list of arguments of one verdict in a stage. */
  public static List<VerdictType> verdicts(Stage stage, String word) {
    return VERDICTS.stream()
        .filter(type -> type.stage() == stage && type.word().equals(word))
        .toList();
  }

  /** Whom a rule speaks to: `shares` or `routing`. */
  public static String facade(Stage stage) {
    return stage == Stage.SHARE ? "shares" : "routing";
  }

  private static PropertyType property(String name, ValueType type) {
    return PropertyType.of(name, type);
  }

  private static ParameterType count(double least, double most) {
    return ParameterType.number(Kind.COUNT, least, most);
  }

  private static VerdictType verdict(Stage stage, Verdict verdict, ParameterType... parameters) {
    return new VerdictType(verdict, stage, List.of(parameters));
  }
}
