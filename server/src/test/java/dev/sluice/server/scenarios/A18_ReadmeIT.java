package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.Region;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever copies the ten lines of the client's README into an empty project routes an order. */
class A18_ReadmeIT {

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          new TestNetwork()
              .warehouse("WH-A", City.HANGZHOU, warehouse -> {})
              .carrier("SF", CarrierRole.CARRIER_ROLE_OTHER)
              .service("SVC-1", "SF", "9.00")
              .lastTouch(
                  network ->
                      network.addRegions(
                          Region.newBuilder()
                              .setRegionCode("330106")
                              .setName("西湖区")
                              .setNameEn("Xihu")
                              .setCenter(City.HANGZHOU.place()))));

  @Test
  void theTenLinesRouteAnOrder(@TempDir Path folder) throws Exception {
    assumeThat(ReadmeProject.canBeBuilt()).as("mvn is on the path").isTrue();
    sluice.sells("SKU-1", at("WH-A", 10));
    sluice.sells("SKU-2", at("WH-A", 10));
    ReadmeProject project =
        ReadmeProject.create(
            folder, "localhost:" + sluice.server().port(), sluice.clock().now().toString());

    List<Path> classPath = project.build();
    String said = project.run(classPath);

    assertThat(said.trim()).isEqualTo("2 x SKU-1, 1 x SKU-2 @ WH-A by SVC-1");
    assertThat(sluice.client().getPlan("DOUYIN", "D-1001").getRevision()).isEqualTo(1);
    assertThat(classPath)
        .map(jar -> jar.getFileName().toString())
        .as("what comes along")
        .containsExactlyInAnyOrderElementsOf(project.promisedJars());
  }
}
