/** Tests of the rules desk. */
@NullMarked
package dev.sluice.server.policy;

import org.jspecify.annotations.NullMarked;
