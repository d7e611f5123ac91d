/** List prices of the catalogue and their history. */
@NullMarked
package io.drawdown.console.admin.catalog.prices;

import org.jspecify.annotations.NullMarked;
