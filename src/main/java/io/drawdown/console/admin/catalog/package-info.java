/** What the pages of the catalogue share: the edit dialog and the check of price changes. */
@NullMarked
package io.drawdown.console.admin.catalog;

import org.jspecify.annotations.NullMarked;
