package dev.sluice.rules.guard.vocabulary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of fact.
 *
 * @param name as rules write it
 * @param candidate whether it is something a rule can reject or price
 * @param properties in the order of the code
 */
public record FactType(String name, boolean candidate, List<PropertyType> properties) {

  public FactType {
    properties = List.copyOf(properties);
  }

  static FactType fact(String name, PropertyType... properties) {
    return new FactType(name, false, Arrays.asList(properties));
  }

  static FactType candidate(String name, PropertyType... properties) {
    return new FactType(name, true, Arrays.asList(properties));
  }

  /** The property of this name. */
  public Optional<PropertyType> find(String property) {
    return Optional.ofNullable(byName().get(property));
  }

  /** Names of all properties, in the order of the code. */
  public List<String> propertyNames() {
    return properties.stream().map(PropertyType::name).toList();
  }

  private Map<String, PropertyType> byName() {
    Map<String, PropertyType> byName = new LinkedHashMap<>();
    properties.forEach(property -> byName.put(property.name(), property));
    return byName;
  }
}
