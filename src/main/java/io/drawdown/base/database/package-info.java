/** The way to the database: waits for it at the start, notices when it is away, and finds it again. */
@NullMarked
package io.drawdown.base.database;

import org.jspecify.annotations.NullMarked;
