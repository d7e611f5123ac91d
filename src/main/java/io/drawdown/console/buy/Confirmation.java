package io.drawdown.console.buy;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.account.Account;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.Quote;

/** Asks for the last time, and says what can't be undone. */
class Confirmation extends Dialog {

    private final Button cancel = new Button("Go back", click -> close());

    Confirmation(Account account, Quote quote, Runnable confirmed) {
        var price = Format.money(quote.price());
        var question = "Buy %s × %s for %s?".formatted(quote.offer().name(), Format.count(quote.quantity()), price);
        setRole("alertdialog");
        setAriaLabel(question);
        setWidth("28rem");

        var confirm = new Button("Buy for " + price);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            close();
            confirmed.run();
        });
        var actions = new Div(cancel, confirm);
        actions.addClassName("actions");
        var content = new Div(
                new H2(question),
                new Paragraph(
                        new Text("This can’t be undone. The package can’t be unsubscribed or refunded, it works in "),
                        new Strong(quote.region().code()),
                        new Text(" only, and " + account.name() + " pays for it.")),
                actions);
        content.addClassName("confirmation");
        add(content);
    }

    /** Opens with the keyboard on the way back, so that no key pressed twice buys. */
    @Override
    public void open() {
        super.open();
        cancel.focus();
    }
}
