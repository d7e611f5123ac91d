package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.account.model.Account;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.purchase.order.Quote;

/** The last confirmation of an order, which says what can't be undone. */
class BuyConfirmation extends ConfirmationDialog {

    BuyConfirmation(Account account, Quote quote, Runnable confirmed) {
        super(
                "Buy %s × %s for %s?"
                        .formatted(quote.offer().name(), Format.count(quote.quantity()), Format.money(quote.price())),
                new Paragraph(
                        new Text("This can’t be undone. The package can’t be unsubscribed or refunded, it works in "),
                        new StrongText(quote.region().code()),
                        new Text(" only, and " + account.name() + " pays for it.")),
                "Buy for " + Format.money(quote.price()),
                confirmed);
        cancel().setText("Go back");
    }
}
