/** Whether a job will fit into the account's packages, before it is started. */
@NullMarked
package io.drawdown.console.estimate;

import org.jspecify.annotations.NullMarked;
