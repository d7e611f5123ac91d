/** Dialogs that ask, confirm or show a secret. */
@NullMarked
package io.drawdown.console.components.dialog;

import org.jspecify.annotations.NullMarked;
