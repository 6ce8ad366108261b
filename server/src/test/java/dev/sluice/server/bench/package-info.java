/** Where the CPU of a decision goes: programs to be run by hand, and the evening they run on. */
@NullMarked
package dev.sluice.server.bench;

import org.jspecify.annotations.NullMarked;
