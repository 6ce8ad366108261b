/** Reservations and their commit: what turns a proposed plan into a fact. */
@NullMarked
package dev.sluice.server.ledger;

import org.jspecify.annotations.NullMarked;
