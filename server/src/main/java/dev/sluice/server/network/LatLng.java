package dev.sluice.server.network;

/**
 * A point in WGS 84.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 */
public record LatLng(double latitude, double longitude) {}
