/** Traces of calls; needs {@code io.opentelemetry:opentelemetry-api} on the class path. */
@NullMarked
package dev.sluice.client.opentelemetry;

import org.jspecify.annotations.NullMarked;
