package dev.sluice.server.config;

import java.time.ZoneId;

/**
 * When the day of carrier shares begins. A warehouse's own day is part of the network.
 *
 * @param shareRollHour local hour, 0 to 23
 */
public record CapacityDayConfig(ZoneId shareZone, int shareRollHour) {}
