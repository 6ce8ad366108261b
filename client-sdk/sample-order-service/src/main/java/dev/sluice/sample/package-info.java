/** An order service on Spring Boot that routes through Sluice; an example to copy from. */
@NullMarked
package dev.sluice.sample;

import org.jspecify.annotations.NullMarked;
