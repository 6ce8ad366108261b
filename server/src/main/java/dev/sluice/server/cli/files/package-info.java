/** A network as a folder of CSV files: reading with exact errors, writing, and empty templates. */
@NullMarked
package dev.sluice.server.cli.files;

import org.jspecify.annotations.NullMarked;
