/**
 * A day whose carriers have shares: caps at every commit, targets in the end, a carrier that stops
 * at noon.
 */
@NullMarked
package dev.sluice.loadtest.shares;

import org.jspecify.annotations.NullMarked;
