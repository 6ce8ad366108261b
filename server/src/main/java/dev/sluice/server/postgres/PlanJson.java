package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/**
 * Orders and routing plans as rows of before V12 hold them: the field names are the components that
 * the records had then.
 */
final class PlanJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private PlanJson() {}

  static PlanContent read(String planId, String json) {
    try {
      return MAPPER.readValue(json, PlanContent.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Plan " + planId + " cannot be read", e);
    }
  }
}
