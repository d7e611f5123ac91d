package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.model.Account;
import io.drawdown.catalog.model.Region;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.console.frame.account.AccountStateNotice;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.purchase.order.Order;
import jakarta.annotation.security.PermitAll;

/** The page that buys a package. Its address holds the current choice. */
@Route(BuyView.PATH)
@PageTitle("Buy Package · Drawdown")
@Menu(title = "Buy Package", order = 1)
@PermitAll
class BuyView extends AccountPage {

    static final String PATH = "buy";

    private final CurrentAccount currentAccount;
    private final BuyServices services;
    private final Anchor estimateLink = new Anchor("", "Job Estimate");

    BuyView(CurrentAccount currentAccount, BuyServices services) {
        super("Buy Package", currentAccount);
        this.currentAccount = currentAccount;
        this.services = services;
    }

    @Override
    protected void show(Account account, BeforeEnterEvent entered) {
        var isStaff = !accountParameters().getParameters().isEmpty();
        showForm(
                new Buyer(account, currentAccount.mayChange(), isStaff),
                OrderSelection.of(entered.getLocation().getQueryParameters()));
    }

    private void showForm(Buyer buyer, OrderSelection orderSelection) {
        showContent(new OrderForm(
                services,
                buyer,
                orderSelection,
                this::keepInAddress,
                (order, region) -> showReceipt(buyer, order, region)));
        AccountStateNotice.of(buyer.account()).ifPresent(this::showNotice);
        updateEstimateLink(orderSelection);
        header().setActions(estimateLink);
    }

    private void showReceipt(Buyer buyer, Order order, Region region) {
        var bought = order.resourcePackage();
        var same = new OrderSelection(bought.region(), bought.specification(), null, null);
        var orderReceipt =
                new OrderReceipt(buyer, order, region, services.clock().instant(), accountParameters(), () -> {
                    keepInAddress(same);
                    showForm(buyer, same);
                });
        showContent(orderReceipt);
        orderReceipt.focus();
    }

    private void showContent(Component content) {
        clear();
        add(content);
    }

    private void keepInAddress(OrderSelection orderSelection) {
        PageAddress.replace(PATH, orderSelection.toParameters(accountParameters()));
        updateEstimateLink(orderSelection);
    }

    /** Points the link to the estimate at the current choice. */
    private void updateEstimateLink(OrderSelection orderSelection) {
        var place = new OrderSelection(orderSelection.region(), orderSelection.specification(), null, null);
        estimateLink.setHref(PageAddress.of("estimate", place.toParameters(accountParameters())));
    }
}
