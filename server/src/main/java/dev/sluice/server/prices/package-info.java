/**
 * Shadow prices of scarce things: which orders are expected in the rest of the day, what they would
 * pay for a warehouse's day, a carrier, a lane or a SKU, and the tolls that follow from it.
 */
@NullMarked
package dev.sluice.server.prices;

import org.jspecify.annotations.NullMarked;
