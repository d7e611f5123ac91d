/** The controllers of the REST API for accounts, buying, packages, bills, alerts and operations, and the two pages that links outside the console lead to. */
@NullMarked
package io.drawdown.api;

import org.jspecify.annotations.NullMarked;
