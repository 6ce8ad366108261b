/**
 * Counters: the numbers that plans take from, such as stock, a warehouse's day or a carrier's
 * share.
 */
@NullMarked
package dev.sluice.server.ledger.counter;

import org.jspecify.annotations.NullMarked;
