/**
 * The edge: checks requests, maps them in and answers out, and turns every error into a status that
 * callers can act on. Decides nothing.
 */
@NullMarked
package dev.sluice.server.grpc;

import org.jspecify.annotations.NullMarked;
