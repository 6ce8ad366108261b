/** What the service counts of itself, and where Prometheus reads it. */
@NullMarked
package dev.sluice.server.metrics;

import org.jspecify.annotations.NullMarked;
