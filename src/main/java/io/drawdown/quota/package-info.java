/** The account's ledger, the services that read and draw down its packages, and the events that report changes. */
@NullMarked
package io.drawdown.quota;

import org.jspecify.annotations.NullMarked;
