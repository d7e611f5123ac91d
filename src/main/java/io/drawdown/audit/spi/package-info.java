/** What the console provides to the audit trail: the page that a thread is showing. */
@NamedInterface("spi")
@NullMarked
package io.drawdown.audit.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
