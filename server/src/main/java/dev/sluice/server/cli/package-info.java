/** The commands of {@code ./sluice}: what people type, in Chinese and English. */
@NullMarked
package dev.sluice.server.cli;

import org.jspecify.annotations.NullMarked;
