/** Connects to the database, monitors it, and recognises outages. */
@NullMarked
package io.drawdown.base.database;

import org.jspecify.annotations.NullMarked;
