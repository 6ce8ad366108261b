package dev.sluice.server.config;

import java.time.Duration;

/**
 * How much of the network's numbers is kept in memory.
 *
 * @param warehouseLoadEntries warehouse days
 * @param carrierCapacityEntries carrier days on a lane or in a region
 * @param regionalCoverageEntries regions
 * @param expiry how long a number may stay without news; commits refresh it sooner
 */
public record CacheConfig(
    long warehouseLoadEntries,
    long carrierCapacityEntries,
    long regionalCoverageEntries,
    Duration expiry) {}
