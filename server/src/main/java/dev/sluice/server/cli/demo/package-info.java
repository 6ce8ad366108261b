/**
 * The demo: an invented network in real cities, one scarce evening of live commerce, the way orders
 * were routed by hand, and the report that sets the two side by side.
 */
@NullMarked
package dev.sluice.server.cli.demo;

import org.jspecify.annotations.NullMarked;
