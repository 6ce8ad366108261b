/**
 * What the service is told from outside: one record per package, read and checked once at start.
 */
@NullMarked
package dev.sluice.server.config;

import org.jspecify.annotations.NullMarked;
