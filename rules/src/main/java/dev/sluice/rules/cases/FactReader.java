package dev.sluice.rules.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** Makes a fact of the properties a case gives and the defaults of the rest. */
final class FactReader {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** The default with the given properties in place of its own. */
  <T extends Record> T read(JsonNode given, T defaults, Class<T> type) {
    if (given.isMissingNode() || given.isNull()) {
      return defaults;
    }
    if (!(given instanceof ObjectNode object)) {
      throw new CaseException(
          "`%s` is no %s. Maybe write it as properties: {id: A}?"
              .formatted(given, type.getSimpleName()));
    }
    ObjectNode properties = mapper.valueToTree(defaults);
    object
        .properties()
        .forEach(
            property -> {
              if (!properties.has(property.getKey())) {
                throw unknown(property.getKey(), type, properties);
              }
              properties.set(property.getKey(), property.getValue());
            });
    try {
      return mapper.treeToValue(properties, type);
    } catch (JsonProcessingException e) {
      throw new CaseException(
          "`%s` is no %s: %s. Maybe a value is of another kind?"
              .formatted(given, type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  private static CaseException unknown(String name, Class<?> type, ObjectNode properties) {
    var names = new TreeSet<String>();
    properties.fieldNames().forEachRemaining(names::add);
    return new CaseException(
        "`%s` is no property of %s. Maybe one of %s?".formatted(name, type.getSimpleName(), names));
  }
}
