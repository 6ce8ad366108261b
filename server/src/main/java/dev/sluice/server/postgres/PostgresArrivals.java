package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.server.prices.ArrivalDay;
import dev.sluice.server.prices.ArrivalRepository;
import dev.sluice.server.prices.ArrivalSlot;
import dev.sluice.server.prices.ArrivedOrder;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The arrival profile of all replicas; each writes what it saw itself. */
public final class PostgresArrivals implements ArrivalRepository {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final String STORE =
      """
      INSERT INTO arrival_slot (day, slot, replica, orders, samples)
      VALUES (?, ?, ?, ?, ?::jsonb)
      ON CONFLICT (day, slot, replica)
      DO UPDATE SET orders = excluded.orders, samples = excluded.samples
      """;

  private static final String LIST_LIKE =
      """
      WITH like_days AS (
          SELECT DISTINCT day FROM arrival_slot
          WHERE day IN (?::date - 7, ?::date - 14, ?::date - 21, ?::date - 28))
      SELECT slot, orders, samples, day FROM arrival_slot
      WHERE day IN (SELECT day FROM like_days)
         OR (NOT EXISTS (SELECT FROM like_days)
             AND day = (SELECT max(day) FROM arrival_slot WHERE day < ?::date))
      ORDER BY day DESC, slot, replica
      """;

  private static final String COUNT_OF_OTHERS =
      "SELECT coalesce(sum(orders), 0) FROM arrival_slot WHERE day = ? AND replica <> ?";

  private static final String FORGET = "DELETE FROM arrival_slot WHERE day < ?";

  private final Transactions transactions;
  private final UUID replica;

  /** What {@code replica}, the process that this is, writes and reads. */
  public PostgresArrivals(DataSource dataSource, UUID replica) {
    this.transactions = new Transactions(dataSource);
    this.replica = replica;
  }

  @Override
  public void store(LocalDate day, List<ArrivalSlot> slots) {
    transactions.run("Storing which orders arrived", connection -> insert(connection, day, slots));
  }

  private int insert(Connection connection, LocalDate day, List<ArrivalSlot> slots)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(STORE)) {
      for (ArrivalSlot slot : slots) {
        insert.setObject(1, day);
        insert.setInt(2, slot.number());
        insert.setObject(3, replica);
        insert.setLong(4, slot.orders());
        insert.setString(5, write(slot.samples()));
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  @Override
  public List<ArrivalDay> listLike(LocalDate day) {
    return transactions.run("Reading which orders arrive", connection -> select(connection, day));
  }

  private static List<ArrivalDay> select(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIST_LIKE)) {
      for (int i = 1; i <= 5; i++) {
        select.setObject(i, day);
      }
      Map<LocalDate, List<ArrivalSlot>> days = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          days.computeIfAbsent(rows.getObject("day", LocalDate.class), same -> new ArrayList<>())
              .add(
                  new ArrivalSlot(
                      rows.getInt("slot"),
                      rows.getLong("orders"),
                      read(rows.getString("samples"))));
        }
      }
      return days.entrySet().stream()
          .map(other -> new ArrivalDay(other.getKey(), other.getValue()))
          .toList();
    }
  }

  @Override
  public long countOfOthers(LocalDate day) {
    return transactions.run("Counting the orders of the day", connection -> count(connection, day));
  }

  private long count(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT_OF_OTHERS)) {
      select.setObject(1, day);
      select.setObject(2, replica);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void forgetBefore(LocalDate day) {
    transactions.run(
        "Forgetting which orders arrived",
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, day);
            return delete.executeUpdate();
          }
        });
  }

  private static String write(List<ArrivedOrder> samples) {
    try {
      return MAPPER.writeValueAsString(samples);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Orders that arrived cannot be written", e);
    }
  }

  private static List<ArrivedOrder> read(String json) {
    try {
      return List.of(MAPPER.readValue(json, ArrivedOrder[].class));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Orders that arrived cannot be read", e);
    }
  }
}
