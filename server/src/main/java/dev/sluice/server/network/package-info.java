/**
 * Warehouses, carriers, lanes, coverage and calendars as immutable snapshots, and the caches for
 * warehouse load, carrier capacity and regional coverage.
 */
@NullMarked
package dev.sluice.server.network;

import org.jspecify.annotations.NullMarked;
