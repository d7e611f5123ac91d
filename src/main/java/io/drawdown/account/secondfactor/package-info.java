/** The second factor of a sign-in: codes of an app on the user's phone, and recovery codes. */
@NamedInterface("secondfactor")
@NullMarked
package io.drawdown.account.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
