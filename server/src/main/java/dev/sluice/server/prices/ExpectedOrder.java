package dev.sluice.server.prices;

import dev.sluice.server.routing.OrderOptions;

/**
 * An order that stands for those like it that are expected.
 *
 * @param weight how many it stands for, above 0
 */
record ExpectedOrder(OrderOptions options, double weight) {}
