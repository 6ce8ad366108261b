/**
 * The search for the cheapest plan over sets of warehouses. It knows lines, ways and what they
 * cost, and neither rules nor how the ways were found.
 */
@NullMarked
package dev.sluice.server.routing.search;

import org.jspecify.annotations.NullMarked;
