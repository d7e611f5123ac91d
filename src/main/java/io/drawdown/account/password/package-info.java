/** The rules for passwords, their hashing, and the demo's password. */
@NamedInterface("password")
@NullMarked
package io.drawdown.account.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
