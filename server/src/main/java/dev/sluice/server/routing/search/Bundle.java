package dev.sluice.server.routing.search;

import java.util.List;

/**
 * Lines that travel as one: all of them in one shipment, or none.
 *
 * @param lines indexes of the lines
 * @param divisible a single line of which warehouses may ship parts, because none holds it whole
 */
public record Bundle(List<Integer> lines, boolean divisible) {}
