/** The parts shared by the catalogue pages: the edit dialog and the check of price changes. */
@NullMarked
package io.drawdown.console.admin.catalog;

import org.jspecify.annotations.NullMarked;
