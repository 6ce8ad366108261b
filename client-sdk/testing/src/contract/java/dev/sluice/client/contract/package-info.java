/**
 * What every caller may rely on, as tests: they run against the fake and against the real server,
 * so that the fake cannot lie.
 */
@NullMarked
package dev.sluice.client.contract;

import org.jspecify.annotations.NullMarked;
