/** Load programs for the client SDK: what it promises its callers, against real servers. */
@NullMarked
package dev.sluice.loadtest.client;

import org.jspecify.annotations.NullMarked;
