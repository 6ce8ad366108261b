package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.policy.RuleSetRepository;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps rule sets as the files they were made of. */
public final class PostgresRuleSets implements RuleSetRepository {

  private static final String INSERT =
      "INSERT INTO rule_set (version, content, stored_time) VALUES (?, ?::json, ?)"
          + " ON CONFLICT DO NOTHING";

  private static final String ACTIVATE =
      "INSERT INTO rule_set_activation (version, activated_time) VALUES (?, ?)";

  private static final String FIND = "SELECT content FROM rule_set WHERE version = ?";

  private final Transactions transactions;
  private final ObjectMapper json = JsonMapper.builder().build();

  public PostgresRuleSets(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
  }

  @Override
  public void activate(String version, RuleSources sources, Instant now) {
    String content = write(sources);
    transactions.run(
        "Activating rule set " + version,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            new Parameters(insert).add(version).add(content).add(now);
            insert.executeUpdate();
          }
          try (PreparedStatement insert = connection.prepareStatement(ACTIVATE)) {
            new Parameters(insert).add(version).add(now);
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public Optional<RuleSources> findSources(String version) {
    return transactions.run(
        "Reading rule set " + version,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND)) {
            new Parameters(select).add(version);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(read(version, row.getString("content")))
                  : Optional.empty();
            }
          }
        });
  }

  private String write(RuleSources sources) {
    try {
      return json.writeValueAsString(sources.files());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Rule files cannot be written", e);
    }
  }

  private RuleSources read(String version, String content) {
    try {
      return new RuleSources(json.readValue(content, new TypeReference<List<SourceFile>>() {}));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Rule set " + version + " cannot be read", e);
    }
  }
}
