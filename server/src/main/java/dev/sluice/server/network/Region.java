package dev.sluice.server.network;

import java.util.Optional;

/**
 * One official region. The length of the code is its level: 2 digits a province, 4 a city, 6 a
 * district, 9 a street; a shorter code covers all that start with it.
 *
 * @param center a representative point, where one is known; a district without one uses its city's
 */
public record Region(String code, String name, String nameEn, Optional<LatLng> center) {}
