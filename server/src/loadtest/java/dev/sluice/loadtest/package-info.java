/**
 * Load and fault programs for the whole service: real server processes, a real PostgreSQL, and a
 * generator that does not wait for answers before it sends the next request.
 */
@NullMarked
package dev.sluice.loadtest;

import org.jspecify.annotations.NullMarked;
