package dev.sluice.client;

import com.google.type.LatLng;
import dev.sluice.routing.v1.ShipTo;
import java.util.regex.Pattern;

/** Places by the official region codes: 2 digits a province, 4 a city, 6 a district, 9 a street. */
public final class Regions {

  private static final Pattern CODE = Pattern.compile("[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?");
  private static final int PROVINCE_DIGITS = 2;
  private static final int CITY_DIGITS = 4;
  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;

  private Regions() {}

  /**
   * A destination.
   *
   * @param regionCode 2, 4, 6 or 9 digits
   * @throws IllegalArgumentException when it is none; whether the network knows the region is for
   *     the server to say
   */
  public static ShipTo shipTo(String regionCode) {
    return ShipTo.newBuilder().setRegionCode(requireCode(regionCode)).build();
  }

  /**
   * A destination with the place itself, degrees WGS 84.
   *
   * @param latitude -90 to 90
   * @param longitude -180 to 180
   * @throws IllegalArgumentException when the code is none, or there is no such place
   */
  public static ShipTo shipTo(String regionCode, double latitude, double longitude) {
    if (!(Math.abs(latitude) <= MAX_LATITUDE && Math.abs(longitude) <= MAX_LONGITUDE)) {
      throw new IllegalArgumentException(
          "No place on earth: latitude %s, longitude %s\nMaybe they are swapped."
              .formatted(latitude, longitude));
    }
    return ShipTo.newBuilder()
        .setRegionCode(requireCode(regionCode))
        .setLocation(LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude))
        .build();
  }

  /** The province's 2 digits of any region. */
  public static String province(String regionCode) {
    return requireCode(regionCode).substring(0, PROVINCE_DIGITS);
  }

  /**
   * The city's 4 digits of any region within one.
   *
   * @throws IllegalArgumentException when it is a whole province
   */
  public static String city(String regionCode) {
    if (requireCode(regionCode).length() < CITY_DIGITS) {
      throw new IllegalArgumentException(
          "Region %s is a whole province\nMaybe the code was cut.".formatted(regionCode));
    }
    return regionCode.substring(0, CITY_DIGITS);
  }

  /** Whether a region is the other one or contains it. */
  public static boolean covers(String regionCode, String other) {
    return requireCode(other).startsWith(requireCode(regionCode));
  }

  private static String requireCode(String regionCode) {
    if (!CODE.matcher(Calls.require(regionCode, "regionCode")).matches()) {
      throw new IllegalArgumentException(
          "Region code is not 2, 4, 6 or 9 digits: \"%s\"\nMaybe \"330106\"."
              .formatted(regionCode));
    }
    return regionCode;
  }
}
