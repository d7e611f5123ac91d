/** Offers of the catalogue. */
@NullMarked
package io.drawdown.console.admin.catalog.offers;

import org.jspecify.annotations.NullMarked;
