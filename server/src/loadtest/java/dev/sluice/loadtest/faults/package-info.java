/** Breaks a running service in many ways, and judges what it said by what it kept. */
@NullMarked
package dev.sluice.loadtest.faults;

import org.jspecify.annotations.NullMarked;
