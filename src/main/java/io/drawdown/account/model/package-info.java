/** Accounts, users, API keys and callers as values. */
@NamedInterface("model")
@NullMarked
package io.drawdown.account.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
