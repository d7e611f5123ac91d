/** List pages: filter bars, grids, list cards and CSV exports. */
@NullMarked
package io.drawdown.console.components.list;

import org.jspecify.annotations.NullMarked;
