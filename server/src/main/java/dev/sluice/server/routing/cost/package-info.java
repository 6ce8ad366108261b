/** Arithmetic of money: micro-yuan, what tariffs charge, what extra services cost. */
@NullMarked
package dev.sluice.server.routing.cost;

import org.jspecify.annotations.NullMarked;
