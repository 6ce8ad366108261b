package dev.sluice.server.network;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/** Distances on the earth. */
final class Distances {
  private static final double METRES_PER_KM = 1_000;

  private Distances() {}

  /** Length of the shortest way over the WGS 84 ellipsoid in km, rounded to the metre. */
  static double km(LatLng from, LatLng to) {
    double metres =
        Geodesic.WGS84.Inverse(
                from.latitude(),
                from.longitude(),
                to.latitude(),
                to.longitude(),
                GeodesicMask.DISTANCE)
            .s12;
    return Math.rint(metres) / METRES_PER_KM;
  }
}
