/** The account's ledger, the services that read and draw down its packages, and the events that tell of changes. */
@NullMarked
package io.drawdown.quota;

import org.jspecify.annotations.NullMarked;
