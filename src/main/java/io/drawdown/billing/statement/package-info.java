/** Statements, their months and lines, and the charges that they consist of. */
@NamedInterface("statement")
@NullMarked
package io.drawdown.billing.statement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
