/**
 * How far the router's plans are from those of somebody who knew all orders before: on real orders,
 * on the real router above a ledger in memory.
 */
@NullMarked
package dev.sluice.loadtest.gaps;

import org.jspecify.annotations.NullMarked;
