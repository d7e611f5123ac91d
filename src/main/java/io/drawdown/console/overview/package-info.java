/** The first page: what remains, what needs attention, what this month came to. */
@NullMarked
package io.drawdown.console.overview;

import org.jspecify.annotations.NullMarked;
