/** Orders and routing plans as plain immutable data. */
@NullMarked
package dev.sluice.server.routing.model;

import org.jspecify.annotations.NullMarked;
