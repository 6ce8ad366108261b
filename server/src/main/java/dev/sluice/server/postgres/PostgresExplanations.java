package dev.sluice.server.postgres;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.server.journal.ExplanationRepository;
import dev.sluice.server.routing.model.Explanation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;

/** Keeps explanations as deflated JSON, one row a plan. */
public final class PostgresExplanations implements ExplanationRepository {

  private static final String INSERT =
      "insert into explanation (plan_id, explanation)"
          + " select * from unnest(?::text[], ?::bytea[]) on conflict do nothing";

  private final DataSource dataSource;
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public PostgresExplanations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<Explanation> find(String planId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select explanation from explanation where plan_id = ?")) {
      select.setString(1, planId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(inflate(row.getBytes(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The explanation of plan " + planId + " cannot be read", e);
    }
  }

  @Override
  public void store(List<Entry> entries) {
    String[] planIds = entries.stream().map(Entry::planId).toArray(String[]::new);
    byte[][] bytes = entries.stream().map(e -> deflate(e.explanation())).toArray(byte[][]::new);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, connection.createArrayOf("text", planIds));
      insert.setArray(2, connection.createArrayOf("bytea", bytes));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(entries.size() + " explanations cannot be written", e);
    }
  }

  private byte[] deflate(Explanation explanation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      json.writeValue(deflater, explanation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Explanation inflate(byte[] bytes) {
    try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return json.readValue(inflater, Explanation.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
