/** What accounts need from other modules: whether something is priced in their currency, and whether jobs run. */
@NamedInterface("spi")
@NullMarked
package io.drawdown.account.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
