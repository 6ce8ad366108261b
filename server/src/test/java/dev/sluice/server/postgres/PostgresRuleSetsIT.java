package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.server.policy.InForce;
import dev.sluice.server.policy.Signature;
import dev.sluice.server.policy.StoredRuleSet;
import dev.sluice.server.policy.StoredRuleSet.Withdrawal;
import dev.sluice.server.policy.TrialShare;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Which rule sets are in force is one thing for all, and the way back is known. */
class PostgresRuleSetsIT {
  private static final Instant NOON = Instant.parse("2026-11-11T04:00:00Z");
  private static final Signature LI = new Signature("Li", "for the evening");
  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";
  private static final String C = "cccccccccccccccc";

  private final Database database = TestDatabase.create();
  private final PostgresRuleSets ruleSets = new PostgresRuleSets(database.dataSource());

  @BeforeEach
  void storeThree() {
    List.of(A, B, C).forEach(version -> ruleSets.store(version, sources(version), LI, NOON));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void beginsWithNothingInForce() {
    assertThat(ruleSets.inForce())
        .isEqualTo(
            new InForce(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void keepsFilesAndWhoBroughtThemAndNeverChangesThem() {
    ruleSets.store(A, sources("other"), new Signature("Wang", ""), NOON.plusSeconds(9));

    assertThat(ruleSets.findSources(A)).contains(sources(A));
    assertThat(ruleSets.findSources("0000000000000000")).isEmpty();
    assertThat(ruleSets.find(A))
        .contains(new StoredRuleSet(1, A, LI, NOON, Optional.empty(), Optional.empty()));
  }

  @Test
  void listsTheNewestFirstInPages() {
    List<StoredRuleSet> first = ruleSets.list(2, Long.MAX_VALUE);
    assertThat(first).extracting(StoredRuleSet::version).containsExactly(C, B);
    assertThat(ruleSets.list(2, first.get(1).number()))
        .extracting(StoredRuleSet::version)
        .containsExactly(A);
  }

  @Test
  void rollingBackTwiceGoesTwoBack() {
    activate(A, B, C);

    assertThat(ruleSets.rollback(C, LI, NOON).live()).contains(B);
    InForce first = ruleSets.rollback(B, LI, NOON);
    assertThat(first.live()).contains(A);
    assertThat(first.before()).isEmpty();
    assertThat(ruleSets.rollback(A, LI, NOON)).isEqualTo(first);
  }

  @Test
  void aRollbackOfWhatIsNotLiveAnyMoreChangesNothing() {
    activate(A, B);
    InForce once = ruleSets.rollback(B, LI, NOON);

    assertThat(ruleSets.rollback(B, LI, NOON)).isEqualTo(once);
    assertThat(once.live()).contains(A);
  }

  @Test
  void activatingWhatIsLiveChangesNothing() {
    activate(A);
    InForce once = ruleSets.inForce();

    assertThat(ruleSets.activate(A, LI, NOON)).isEqualTo(once);
  }

  @Test
  void whatIsWithdrawnIsLeftAndNeverReturnedTo() {
    activate(A, B, C);

    InForce after = ruleSets.withdraw(B, "too dear", NOON);
    assertThat(after.live()).contains(C);
    assertThat(after.before()).contains(A);
    assertThat(ruleSets.withdraw(C, "too dear", NOON).live()).contains(A);
    assertThat(ruleSets.find(C).orElseThrow().withdrawal())
        .contains(new Withdrawal("too dear", NOON));

    activate(C);
    assertThat(ruleSets.find(C).orElseThrow().withdrawal()).isEmpty();
  }

  @Test
  void aShadowEndsWhenItGoesLiveOrIsWithdrawn() {
    activate(A);
    assertThat(ruleSets.shadow(B).shadow()).contains(B);
    assertThat(ruleSets.activate(B, LI, NOON).shadow()).isEmpty();

    ruleSets.shadow(C);
    InForce after = ruleSets.withdraw(C, "too dear", NOON);
    assertThat(after.shadow()).isEmpty();
    assertThat(after.live()).contains(B);
  }

  @Test
  void aTrialEndsByRollbackActivationOrWithdrawal() {
    activate(A, B);
    TrialShare trial = new TrialShare(C, 5);
    InForce begun = ruleSets.tryOut(trial, LI, NOON);
    assertThat(begun.trial()).contains(trial);
    assertThat(begun.live()).contains(B);
    assertThat(ruleSets.find(C).orElseThrow().lastLiveTime()).isEmpty();
    assertThat(ruleSets.tryOut(trial, LI, NOON)).isEqualTo(begun);
    assertThat(ruleSets.tryOut(new TrialShare(C, 20), LI, NOON).revision())
        .isEqualTo(begun.revision() + 1);

    InForce ended = ruleSets.rollback(C, LI, NOON);
    assertThat(ended.trial()).isEmpty();
    assertThat(ended.live()).contains(B);
    assertThat(ruleSets.rollback(C, LI, NOON)).isEqualTo(ended);

    ruleSets.tryOut(trial, LI, NOON);
    assertThat(ruleSets.rollback(B, LI, NOON))
        .returns(Optional.of(A), InForce::live)
        .returns(Optional.empty(), InForce::trial);

    ruleSets.tryOut(trial, LI, NOON);
    assertThat(ruleSets.activate(C, LI, NOON))
        .returns(Optional.of(C), InForce::live)
        .returns(Optional.empty(), InForce::trial);

    ruleSets.tryOut(new TrialShare(B, 5), LI, NOON);
    InForce withdrawn = ruleSets.withdraw(B, "too dear", NOON.plusSeconds(9));
    assertThat(withdrawn.trial()).isEmpty();
    assertThat(withdrawn.live()).contains(C);
    assertThat(ruleSets.findLastWithdrawn().map(StoredRuleSet::version)).contains(B);
    ruleSets.tryOut(new TrialShare(B, 5), LI, NOON);
    assertThat(ruleSets.findLastWithdrawn()).isEmpty();
  }

  @Test
  void aRuleSetHasOneRoleAtATime() {
    activate(A);
    ruleSets.shadow(B);
    assertThat(ruleSets.tryOut(new TrialShare(B, 5), LI, NOON).shadow()).isEmpty();
    assertThat(ruleSets.shadow(B).trial()).isEmpty();
    assertThat(ruleSets.tryOut(new TrialShare(A, 5), LI, NOON).trial()).isEmpty();
    assertThat(ruleSets.dismiss(B).shadow()).isEmpty();
    InForce trial = ruleSets.tryOut(new TrialShare(B, 5), LI, NOON);
    assertThat(ruleSets.dismiss(C)).isEqualTo(trial);
    assertThat(ruleSets.dismiss(B).trial()).isEmpty();
  }

  @Test
  void everyChangeIsTold() throws SQLException {
    try (Connection listening = database.connectDedicated("test");
        Statement statement = listening.createStatement()) {
      statement.execute("LISTEN " + PostgresRuleSets.CHANNEL);
      activate(A);
      PGNotification[] heard = listening.unwrap(PGConnection.class).getNotifications(10_000);
      assertThat(heard).hasSize(1);
      assertThat(heard[0].getParameter()).isEqualTo("1");
    }
  }

  @Test
  void changesAtTheSameTimeAreAllInOneChain() {
    activate(A);
    List<CompletableFuture<InForce>> all =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> ruleSets.activate(i % 2 == 0 ? B : C, LI, NOON)))
            .toList();
    all.forEach(CompletableFuture::join);

    InForce end = ruleSets.inForce();
    assertThat(all.stream().map(one -> one.join().revision()).max(Long::compare))
        .contains(end.revision());
    for (long left = end.revision(); left > 1; left--) {
      ruleSets.rollback(ruleSets.inForce().live().orElseThrow(), LI, NOON);
    }
    assertThat(ruleSets.inForce().live()).contains(A);
    assertThat(ruleSets.inForce().before()).isEmpty();
  }

  private void activate(String... versions) {
    for (String version : versions) {
      ruleSets.activate(version, LI, NOON);
    }
  }

  private static RuleSources sources(String name) {
    return new RuleSources(
        List.of(
            new SourceFile("share/a/a.drl", "rule \"SHARE-1 名" + name + "\"\n\t\\ end"),
            new SourceFile("share/a/cases.yaml", "cases: []")));
  }
}
