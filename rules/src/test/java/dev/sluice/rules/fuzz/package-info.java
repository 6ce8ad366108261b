/**
 * Fuzzing of the guard: whatever a file holds, it is refused in the guard's words or understood.
 */
@NullMarked
package dev.sluice.rules.fuzz;

import org.jspecify.annotations.NullMarked;
