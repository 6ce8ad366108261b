package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.RoutingPlan;
import java.io.UncheckedIOException;

/** Orders and routing plans as stored JSON: its field names are the components of the records. */
final class PlanJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private PlanJson() {}

  /** What was asked for and what was answered. */
  record Content(Order order, RoutingPlan plan) {}

  static String write(StoredPlan plan) {
    try {
      return MAPPER.writeValueAsString(new Content(plan.order(), plan.plan()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Plan " + plan.planId() + " cannot be written", e);
    }
  }

  static Content read(String planId, String json) {
    try {
      return MAPPER.readValue(json, Content.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Plan " + planId + " cannot be read", e);
    }
  }
}
