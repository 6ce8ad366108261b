/** The fake as an extension of JUnit 5 or 6, which the caller brings. */
@NullMarked
package dev.sluice.client.testing.junit;

import org.jspecify.annotations.NullMarked;
