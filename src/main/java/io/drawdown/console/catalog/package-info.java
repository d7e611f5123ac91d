/** The catalogue, for admins: regions, specifications, list prices and offers. */
@NullMarked
package io.drawdown.console.catalog;

import org.jspecify.annotations.NullMarked;
