package dev.sluice.server.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkPlacesTest {

  @TempDir Path folder;

  @Test
  void findsTheLineOfWhatTheServerNames() throws IOException {
    Files.writeString(
        folder.resolve("lanes.csv"),
        "\uFEFF"
            + """
            # comment
            warehouse_id,carrier_service_id,region_code,tariff_id
            WH-A,SF,33,T1

            WH-A,SF,*,T2
            """);

    NetworkPlaces places = new NetworkPlaces(folder);

    assertThat(places.find("lane[WH-A>SF>33].tariff_id"))
        .contains("lanes.csv line 3, column tariff_id");
    assertThat(places.find("lane[WH-A>SF>].tariff_id"))
        .contains("lanes.csv line 5, column tariff_id");
    assertThat(places.find("lane[WH-B>SF>33].tariff_id")).isEmpty();
    assertThat(places.find("warehouse[WH-A].region_code")).isEmpty();
    assertThat(places.find("requests[0].lanes[3]")).isEmpty();
  }
}
