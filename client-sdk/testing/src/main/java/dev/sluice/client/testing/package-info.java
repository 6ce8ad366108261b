/**
 * A Sluice inside the process, for the tests of services that call one. Start with {@link
 * dev.sluice.client.testing.FakeSluice}, or with {@link
 * dev.sluice.client.testing.junit.SluiceExtension} where tests run on JUnit 5 or 6.
 */
@NullMarked
package dev.sluice.client.testing;

import org.jspecify.annotations.NullMarked;
