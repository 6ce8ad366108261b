package dev.sluice.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.Set;

/** The dependency picture of docs/architecture.md, as a test. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] DECISION = {
    "dev.sluice.server.routing..", "dev.sluice.server.ledger..", "dev.sluice.server.stock.."
  };

  private static final Set<String> READS_THE_CLOCK =
      Set.of(
          "System.currentTimeMillis",
          "InstantSource.system",
          "Clock.systemUTC",
          "Clock.systemDefaultZone",
          "Clock.system",
          "Instant.now",
          "LocalDate.now",
          "LocalTime.now",
          "LocalDateTime.now",
          "OffsetDateTime.now",
          "ZonedDateTime.now",
          "Calendar.getInstance");

  @ArchTest
  static final ArchRule the_decision_knows_no_transport_store_or_engine =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.server.routing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..",
              "com.google.protobuf..",
              "dev.sluice.routing.v1..",
              "java.sql..",
              "javax.sql..",
              "com.zaxxer..",
              "org.postgresql..",
              "com.github.benmanes..",
              "org.kie..",
              "org.drools..",
              "dev.sluice.server.postgres..",
              "dev.sluice.server.grpc..",
              "dev.sluice.server.cli..",
              "dev.sluice.server.policy..");

  @ArchTest
  static final ArchRule only_postgres_speaks_sql =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.server..")
          .and()
          .resideOutsideOfPackages("dev.sluice.server.postgres..", "dev.sluice.server")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..");

  @ArchTest
  static final ArchRule only_the_edge_speaks_protobuf =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.server..")
          .and()
          .resideOutsideOfPackages(
              "dev.sluice.server.grpc..", "dev.sluice.server.cli..", "dev.sluice.server")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "dev.sluice.routing.v1..");

  /** Time is the database's; what the machine's clock says enters at one place. */
  @ArchTest
  static final ArchRule only_the_start_reads_the_clock_of_the_machine =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.server..", "dev.sluice.rules..")
          .and()
          .resideOutsideOfPackage("dev.sluice.server.cli..")
          .and()
          .doNotHaveFullyQualifiedName(SluiceServer.class.getName())
          .should()
          .callMethodWhere(
              describe(
                  "read the clock of the machine",
                  call ->
                      READS_THE_CLOCK.contains(
                          call.getTargetOwner().getSimpleName() + "." + call.getName())))
          .orShould()
          .callConstructor(Date.class);

  @ArchTest
  static final ArchRule rules_know_nobody =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.grpc..",
              "com.google.protobuf..",
              "java.sql..",
              "javax.sql..",
              "com.github.benmanes..",
              "dev.sluice.server..",
              "dev.sluice.client..",
              "dev.sluice.routing..");

  @ArchTest
  static final ArchRule the_engine_stays_inside_rules =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.kie..", "org.drools..");

  @ArchTest
  static final ArchRule only_commands_call_through_the_client =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.server..")
          .and()
          .resideOutsideOfPackage("dev.sluice.server.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.client..");

  @ArchTest
  static final ArchRule the_decision_reads_no_clock =
      noClasses()
          .that()
          .resideInAnyPackage(DECISION)
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule packages_are_free_of_cycles =
      slices().matching("dev.sluice.server.(**)").should().beFreeOfCycles();
}
