package io.drawdown.console.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Account;
import io.drawdown.catalog.Region;
import io.drawdown.console.AccountPage;
import io.drawdown.console.Address;
import io.drawdown.console.CurrentAccount;
import io.drawdown.purchase.Order;
import jakarta.annotation.security.PermitAll;

/** Buying a package: one page that keeps what is chosen in its address. */
@Route(BuyView.PATH)
@PageTitle("Buy Package · Drawdown")
@Menu(title = "Buy Package", order = 1)
@PermitAll
class BuyView extends AccountPage {

    static final String PATH = "buy";

    private final CurrentAccount current;
    private final Desk desk;
    private final Anchor fit = new Anchor("", "Will it fit?");

    BuyView(CurrentAccount current, Desk desk) {
        super("Buy Package", current);
        this.current = current;
        this.desk = desk;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var isStaff = !sameAccount().getParameters().isEmpty();
        start(
                new Buyer(account, current.mayChange(), isStaff),
                Choice.of(entered.getLocation().getQueryParameters()));
    }

    private void start(Buyer buyer, Choice choice) {
        replace(new OrderForm(desk, buyer, choice, this::keep, (order, region) -> tell(buyer, order, region)));
        lead(choice);
        header().setActions(fit);
    }

    private void tell(Buyer buyer, Order order, Region region) {
        var bought = order.resourcePackage();
        var same = new Choice(bought.region(), bought.specification(), null, null);
        var receipt = new Receipt(buyer, order, region, desk.now(), sameAccount(), () -> {
            keep(same);
            start(buyer, same);
        });
        replace(receipt);
        receipt.focus();
    }

    private void replace(Component content) {
        clear();
        add(content);
    }

    private void keep(Choice choice) {
        Address.replace(PATH, choice.address(sameAccount()));
        lead(choice);
    }

    /** Lets the link to the estimate ask about what is chosen here. */
    private void lead(Choice choice) {
        var place = new Choice(choice.region(), choice.specification(), null, null);
        fit.setHref(Address.of("estimate", place.address(sameAccount())));
    }
}
