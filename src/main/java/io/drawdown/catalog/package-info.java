/** What is sold and at which price: regions, specifications, list prices and offers. */
@NullMarked
package io.drawdown.catalog;

import org.jspecify.annotations.NullMarked;
