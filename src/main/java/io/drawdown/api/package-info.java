/**
 * The REST controllers for accounts, buying, packages, bills, alerts and operations, and the two pages that links
 * from e-mails and problems open.
 */
@NullMarked
package io.drawdown.api;

import org.jspecify.annotations.NullMarked;
