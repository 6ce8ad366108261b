/** The service: builds everything by constructor in one file, starts and stops in visible order. */
@NullMarked
package dev.sluice.server;

import org.jspecify.annotations.NullMarked;
