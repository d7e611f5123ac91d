/** The controllers of regions, specifications, list prices and offers. */
@NullMarked
package io.drawdown.api.catalog;

import org.jspecify.annotations.NullMarked;
