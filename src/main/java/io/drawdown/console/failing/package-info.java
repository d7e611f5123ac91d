/** The page of accounts of which what is due fails. */
@NullMarked
package io.drawdown.console.failing;

import org.jspecify.annotations.NullMarked;
