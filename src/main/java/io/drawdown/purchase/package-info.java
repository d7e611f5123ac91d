/** The services for buying and giving packages, and the offers for sale. */
@NullMarked
package io.drawdown.purchase;

import org.jspecify.annotations.NullMarked;
