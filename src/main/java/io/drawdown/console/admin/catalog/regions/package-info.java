/** Regions of the catalogue. */
@NullMarked
package io.drawdown.console.admin.catalog.regions;

import org.jspecify.annotations.NullMarked;
