package dev.sluice.server.prices;

import java.util.List;

/**
 * What arrived in one stretch of a day.
 *
 * @param number of the stretch, from 0 at the day's begin; each lasts {@link
 *     ArrivalDay#SLOT_MINUTES} minutes
 * @param orders how many arrived
 * @param samples some of them, at least one where any arrived
 */
public record ArrivalSlot(int number, long orders, List<ArrivedOrder> samples) {}
