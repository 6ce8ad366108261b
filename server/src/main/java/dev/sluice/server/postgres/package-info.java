/** PostgreSQL: the embedded server, the connection pool, and all SQL behind the repositories. */
@NullMarked
package dev.sluice.server.postgres;

import org.jspecify.annotations.NullMarked;
