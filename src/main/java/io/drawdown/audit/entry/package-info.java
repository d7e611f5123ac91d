/** An entry of the audit trail, and the filter of its list. */
@NamedInterface("entry")
@NullMarked
package io.drawdown.audit.entry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
