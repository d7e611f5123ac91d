/** Services for regions, specifications, list prices and offers. */
@NullMarked
package io.drawdown.catalog;

import org.jspecify.annotations.NullMarked;
