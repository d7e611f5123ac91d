/** What accounts need from other modules: whether anything of an account is priced in its currency. */
@NamedInterface("spi")
@NullMarked
package io.drawdown.account.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
