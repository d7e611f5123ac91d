/** Specifications of the catalogue. */
@NullMarked
package io.drawdown.console.admin.catalog.specifications;

import org.jspecify.annotations.NullMarked;
