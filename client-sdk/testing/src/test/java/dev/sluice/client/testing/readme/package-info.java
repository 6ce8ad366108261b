/** What the README shows, as it is compiled and run. */
@NullMarked
package dev.sluice.client.testing.readme;

import org.jspecify.annotations.NullMarked;
