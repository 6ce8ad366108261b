package dev.sluice.server.scenarios;

import com.google.type.LatLng;

/** Where scenarios play: cities with their official codes and real places. */
enum City {
  SHANGHAI("3101", 31.23, 121.47),
  SUZHOU("3205", 31.30, 120.58),
  HANGZHOU("3301", 30.27, 120.15),
  WUHAN("4201", 30.59, 114.31),
  GUANGZHOU("4401", 23.13, 113.26),
  BEIJING("1101", 39.90, 116.40),
  URUMQI("6501", 43.83, 87.62);

  private final String code;
  private final double latitude;
  private final double longitude;

  City(String code, double latitude, double longitude) {
    this.code = code;
    this.latitude = latitude;
    this.longitude = longitude;
  }

  String code() {
    return code;
  }

  /** Such as {@code Hangzhou}. */
  String cityName() {
    return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  LatLng place() {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }
}
