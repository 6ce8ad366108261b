package dev.sluice.server.config;

import java.time.Duration;

/**
 * How many numbers of stock and network are kept in memory.
 *
 * @param stockPositions SKUs times the warehouses that have them, about 32 bytes each
 * @param warehouseLoadEntries warehouse days
 * @param carrierCapacityEntries carrier days on a lane or in a region
 * @param regionalCoverageEntries lanes, counted for every region that they lead to
 * @param expiry how long a number may stay without news; commits refresh it sooner
 */
public record CacheConfig(
    long stockPositions,
    long warehouseLoadEntries,
    long carrierCapacityEntries,
    long regionalCoverageEntries,
    Duration expiry) {}
