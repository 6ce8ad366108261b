package dev.sluice.server.network;

import java.time.Instant;
import java.time.LocalDate;

/**
 * When something could leave a warehouse.
 *
 * @param shipDay the warehouse's capacity day of {@code shipByTime}, from which capacity is taken
 * @param shipByTime when it has left the warehouse at the latest
 * @param afterCutOff whether work on it does not begin at once: today's cut-off has passed, or the
 *     warehouse is closed today
 */
public record ShipSlot(LocalDate shipDay, Instant shipByTime, boolean afterCutOff) {}
