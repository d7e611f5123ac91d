/** What pages are made of: headings, cards, meters, badges, messages, charts. */
@NullMarked
package io.drawdown.console.components;

import org.jspecify.annotations.NullMarked;
