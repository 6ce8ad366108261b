/** What a client notes of the answers it got, so that the audit can ask the ledger for each. */
@NullMarked
package dev.sluice.server.cli.journal;

import org.jspecify.annotations.NullMarked;
