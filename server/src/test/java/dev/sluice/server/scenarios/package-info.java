/**
 * A course in Sluice, to be read in order: each class one lesson, told by a client over real gRPC
 * to a real server with a real PostgreSQL and the shipped rules. Warehouses stand in their real
 * cities; whatever else a lesson turns on is said in it.
 */
@NullMarked
package dev.sluice.server.scenarios;

import org.jspecify.annotations.NullMarked;
