/** The controllers for usage events, imports, runs, usage, rejected events, corrections and estimates. */
@NullMarked
package io.drawdown.api.usage;

import org.jspecify.annotations.NullMarked;
