/** Connects to the database, monitors it, and recognizes outages. */
@NullMarked
package io.drawdown.base.database;

import org.jspecify.annotations.NullMarked;
