package dev.sluice.server.config;

import java.time.Duration;

/**
 * How an order is decided.
 *
 * @param shortlistSize warehouses looked at closely per order
 * @param servicesPerWarehouse carrier services of each of them looked at
 * @param decisionThreads size of the pool that decides
 * @param maxReplans how often a plan that no longer fits is planned again
 * @param workBoundSteps warehouse sets tried per order before the best so far is taken
 * @param defaultDeadline for callers that set none
 */
public record RoutingConfig(
    int shortlistSize,
    int servicesPerWarehouse,
    int decisionThreads,
    int maxReplans,
    int workBoundSteps,
    Duration defaultDeadline) {}
