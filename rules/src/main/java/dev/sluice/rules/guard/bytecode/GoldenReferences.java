package dev.sluice.rules.guard.bytecode;

import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.PropertyType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What generated classes may refer to: the engine's model, plain values, facts and verdicts. */
final class GoldenReferences {
  private static final String CATALOG = "dev/sluice/rules/catalog/";
  private static final String PROJECT = "org/drools/project/model/ProjectModel_dev_sluice_catalog_";
  private static final String FACTS = "dev/sluice/rules/fact/";
  private static final Set<String> FACADES =
      Set.of("dev/sluice/rules/Routing", "dev/sluice/rules/Shares");

  /** Classes and the members of them, each list between spaces. */
  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("java/lang/Object", " <init> "),
          Map.entry("java/lang/Enum", " <init> valueOf "),
          Map.entry("java/lang/Exception", " "),
          Map.entry("java/lang/RuntimeException", " <init> "),
          Map.entry("java/lang/IllegalArgumentException", " <init> "),
          Map.entry("java/lang/String", " equals hashCode valueOf "),
          Map.entry("java/lang/Boolean", " valueOf booleanValue TYPE "),
          Map.entry("java/lang/Integer", " valueOf intValue TYPE "),
          Map.entry("java/lang/Long", " valueOf longValue TYPE "),
          Map.entry("java/lang/Double", " valueOf doubleValue TYPE "),
          Map.entry("java/lang/Number", " doubleValue longValue intValue "),
          // Every enum copies its constants.
          Map.entry("java/lang/System", " arraycopy "),
          Map.entry("java/lang/invoke/MethodHandles", " "),
          Map.entry("java/lang/invoke/MethodHandles$Lookup", " "),
          Map.entry("java/lang/invoke/StringConcatFactory", " makeConcatWithConstants "),
          Map.entry("java/lang/invoke/LambdaMetafactory", " metafactory "),
          Map.entry("java/util/Arrays", " asList "),
          Map.entry("java/util/ArrayList", " <init> "),
          Map.entry("java/util/List", " add "),
          Map.entry("java/util/Set", " "),
          Map.entry("java/util/Collections", " emptyList "),
          Map.entry("java/util/Locale", " ENGLISH "),
          Map.entry(
              "java/time/format/DateTimeFormatterBuilder",
              " <init> parseCaseInsensitive appendPattern toFormatter "),
          Map.entry("java/time/format/DateTimeFormatter", " "),
          Map.entry("dev/sluice/rules/fact/Fuel", " joins "),
          Map.entry("org/drools/util/DateUtils", " getDateFormatMask "),
          Map.entry("org/drools/modelcompiler/CanonicalKieModuleModel", " "),
          Map.entry("org/kie/util/maven/support/ReleaseIdImpl", " <init> "),
          Map.entry("org/kie/api/builder/ReleaseId", " "),
          Map.entry("org/kie/api/KieServices", " get newKieModuleModel "),
          Map.entry("org/kie/api/conf/SessionsPoolOption", " get "),
          Map.entry("org/kie/api/conf/KieBaseMutabilityOption", " ALLOWED "),
          Map.entry("org/kie/api/conf/EventProcessingOption", " CLOUD "),
          Map.entry("org/kie/api/builder/model/KieModuleModel", " newKieBaseModel "),
          Map.entry(
              "org/kie/api/builder/model/KieBaseModel",
              " addPackage setSessionsPool setMutability setEventProcessingMode "));

  /** Packages and classes of the engine that only describe rules. */
  private static final Set<String> MODEL =
      Set.of(
          "org/drools/model/functions/",
          "org/drools/model/consequences/",
          "org/drools/model/operators/",
          "org/drools/model/view/",
          "org/drools/model/impl/RuleBuilder",
          "org/drools/model/Model",
          "org/drools/model/Rule",
          "org/drools/model/RuleItemBuilder",
          "org/drools/model/Variable",
          "org/drools/model/Global",
          "org/drools/model/Argument",
          "org/drools/model/PatternDSL",
          "org/drools/model/Index",
          "org/drools/model/AlphaIndex",
          "org/drools/model/BetaIndex",
          "org/drools/model/DomainClassMetadata",
          "org/drools/modelcompiler/dsl/pattern/D",
          "org/drools/modelcompiler/util/EvaluationUtil",
          "org/drools/core/base/accumulators/");

  private static final Map<String, Set<String>> FACT_MEMBERS =
      Vocabulary.facts().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  fact -> FACTS + fact.name(), GoldenReferences::accessors));

  private GoldenReferences() {}

  private static Set<String> accessors(FactType fact) {
    return fact.properties().stream()
        .map(PropertyType::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the class is one of those that are generated. */
  static boolean isGenerated(String owner) {
    return owner.startsWith(CATALOG) || owner.startsWith(PROJECT);
  }

  /** Whether generated classes may name this class, with `/`. */
  static boolean allowsClass(String owner) {
    return isGenerated(owner)
        || MEMBERS.containsKey(owner)
        || FACT_MEMBERS.containsKey(owner)
        || owner.equals(FACTS + "Candidate")
        || FACADES.contains(owner)
        || isModel(owner);
  }

  /** Whether generated classes may use this field or method of this class. */
  static boolean allowsMember(String owner, String member) {
    if (isGenerated(owner) || FACADES.contains(owner) || isModel(owner)) {
      return true;
    }
    var accessors = FACT_MEMBERS.get(owner);
    return accessors != null
        ? accessors.contains(member)
        : MEMBERS.getOrDefault(owner, " ").contains(" " + member + " ");
  }

  private static boolean isModel(String owner) {
    return MODEL.stream()
        .anyMatch(
            allowed ->
                allowed.endsWith("/")
                    ? owner.startsWith(allowed)
                    : owner.equals(allowed) || owner.startsWith(allowed + "$"));
  }
}
