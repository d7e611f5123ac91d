/** SQL helpers, lists that are read by slices, and retries after conflicts. */
@NullMarked
package io.drawdown.base.sql;

import org.jspecify.annotations.NullMarked;
