package dev.sluice.server.cli.files;

import dev.sluice.server.network.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The regions of mainland China that come with Sluice; their sources are named beside them. */
public final class ChinaRegions {
  private static final String RESOURCE = "/sample/regions.csv";

  private ChinaRegions() {}

  /** Provinces, then cities, then districts, each by code. */
  public static List<Region> list() {
    return new NetworkFiles().readRegions(resource(RESOURCE));
  }

  static byte[] resource(String name) {
    try (InputStream in = ChinaRegions.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the resource " + name + " failed", e);
    }
  }
}
