/** What is available to promise, and where. */
@NullMarked
package dev.sluice.server.stock;

import org.jspecify.annotations.NullMarked;
