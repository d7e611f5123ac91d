package io.drawdown.console.buy;

import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;

@Route("buy")
@PageTitle("Buy Package · Drawdown")
@Menu(title = "Buy Package", order = 1)
@PermitAll
class BuyView extends Page {

    BuyView() {
        super("Buy Package");
        add(new EmptyState("Nothing on sale yet", "Packages that can be bought will show here."));
    }
}
