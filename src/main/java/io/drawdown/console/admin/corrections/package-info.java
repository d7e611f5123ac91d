/** Settling charges again after voided usage returned quota. */
@NullMarked
package io.drawdown.console.admin.corrections;

import org.jspecify.annotations.NullMarked;
