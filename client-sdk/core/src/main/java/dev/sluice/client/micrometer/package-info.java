/** Metrics of calls; needs {@code io.micrometer:micrometer-core} on the class path. */
@NullMarked
package dev.sluice.client.micrometer;

import org.jspecify.annotations.NullMarked;
