/** References to ledger entries, locked ledgers, a ledger's version, and accounts whose due work fails. */
@NamedInterface("ledger")
@NullMarked
package io.drawdown.quota.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
