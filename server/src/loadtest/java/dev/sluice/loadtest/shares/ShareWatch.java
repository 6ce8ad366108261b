package dev.sluice.loadtest.shares;

import dev.sluice.loadtest.PostgresProcess;
import dev.sluice.routing.v1.CarrierShare;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Has the database itself look at the share rule in every commit, by integers, whatever the service
 * believes: after the last change of each transaction that gave a capped carrier parcels, n must be
 * at most ceil(p x N) + 1. Holds as long as nothing is released.
 */
final class ShareWatch {
  private static final String INSTALL =
      """
      CREATE TABLE watched_cap (carrier text, region_group text, ppm bigint);
      CREATE TABLE share_breach (carrier text, region_group text, parcels bigint, all_parcels bigint);
      CREATE SEQUENCE share_looks;
      CREATE FUNCTION look_at_share() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
          cap bigint;
          parcels bigint;
          all_parcels bigint;
      BEGIN
          SELECT ppm INTO cap FROM watched_cap
          WHERE carrier = NEW.subject AND region_group = NEW.scope;
          IF FOUND THEN
              SELECT used INTO parcels FROM counter WHERE counter_id = NEW.counter_id;
              SELECT used + exempt INTO all_parcels FROM counter
              WHERE kind = 7 AND subject = '' AND scope = NEW.scope AND day = NEW.day;
              PERFORM nextval('share_looks');
              IF parcels > (cap * all_parcels + 999999) / 1000000 + 1 THEN
                  INSERT INTO share_breach VALUES (NEW.subject, NEW.scope, parcels, all_parcels);
              END IF;
          END IF;
          RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER look_at_share AFTER UPDATE ON counter
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
          WHEN (NEW.kind = 6 AND NEW.used > OLD.used) EXECUTE FUNCTION look_at_share();
      """;

  private final PostgresProcess postgres;

  private ShareWatch(PostgresProcess postgres) {
    this.postgres = postgres;
  }

  /** Begins to watch the caps of these shares. */
  static ShareWatch install(PostgresProcess postgres, List<CarrierShare> shares)
      throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(INSTALL);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO watched_cap VALUES (?, ?, ?)")) {
        for (CarrierShare share : shares) {
          if (share.hasCapPpm()) {
            insert.setString(1, share.getCarrierId());
            insert.setString(2, share.getRegionGroupId());
            insert.setLong(3, share.getCapPpm());
            insert.executeUpdate();
          }
        }
      }
    }
    return new ShareWatch(postgres);
  }

  /** How often a commit was looked at. */
  long looks() throws SQLException {
    return number("SELECT last_value FROM share_looks WHERE is_called");
  }

  /** How often the rule did not hold. */
  long breaches() throws SQLException {
    return number("SELECT count(*) FROM share_breach");
  }

  /** One commit that broke the rule, in words; empty when none did. */
  String anyBreach() throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT format('%s had %s of %s parcels of %s, with a cap of %s ppm',
                       b.carrier, b.parcels, b.all_parcels, b.region_group, w.ppm)
                FROM share_breach b JOIN watched_cap w USING (carrier, region_group) LIMIT 1
                """)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** The database's time. */
  Instant now() throws SQLException {
    return time("SELECT clock_timestamp()", "");
  }

  /** For how long after a moment the carrier was still given parcels. */
  Duration lastParcelAfter(Instant moment, String carrierId) throws SQLException {
    Instant last =
        time("SELECT max(stored_time) FROM plan WHERE ? = ANY (shipment_carriers)", carrierId);
    return last.isBefore(moment) ? Duration.ZERO : Duration.between(moment, last);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private Instant time(String sql, String carrierId) throws SQLException {
    try (Connection connection = postgres.connect();
        PreparedStatement select = connection.prepareStatement(sql)) {
      if (!carrierId.isEmpty()) {
        select.setString(1, carrierId);
      }
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        OffsetDateTime time = rows.getObject(1, OffsetDateTime.class);
        return time == null ? Instant.EPOCH : time.toInstant();
      }
    }
  }
}
