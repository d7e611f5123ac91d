/** The rules as SQL that reads the tables directly, and the stored progress of checks. */
@NullMarked
package io.drawdown.integrity.internal;

import org.jspecify.annotations.NullMarked;
