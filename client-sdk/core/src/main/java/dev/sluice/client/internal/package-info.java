/** What must be public for technical reasons only: nothing here is kept compatible. */
@NullMarked
package dev.sluice.client.internal;

import org.jspecify.annotations.NullMarked;
