/** The decision: OrderRouter and its steps. Knows no gRPC, SQL or rule engine. */
@NullMarked
package dev.sluice.server.routing;

import org.jspecify.annotations.NullMarked;
