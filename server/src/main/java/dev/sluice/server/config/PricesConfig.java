package dev.sluice.server.config;

import java.time.Duration;

/**
 * Which scarce things cost a toll, and how often their prices are worked out.
 *
 * @param warehouses the capacity days of warehouses
 * @param lanes the parcels of a lane on a day
 * @param carriers the parcels of a carrier on a day
 * @param shares shares of carriers that rules cap or aim at
 * @param shareEdgeMicros what a parcel pays when its carrier's share is at the edge
 * @param stock positions of SKUs
 * @param refresh from the end of one refresh to the next
 * @param solveBudget how long a linear program may take before mirror descent takes over
 */
public record PricesConfig(
    boolean warehouses,
    boolean lanes,
    boolean carriers,
    boolean shares,
    long shareEdgeMicros,
    boolean stock,
    Duration refresh,
    Duration solveBudget) {}
