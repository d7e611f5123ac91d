package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

@ParentLayout(ConsoleLayout.class)
@PageTitle("Not found · Drawdown")
@PermitAll
public class NotFoundView extends Page implements HasErrorParameter<NotFoundException> {

    NotFoundView() {
        super("Not found");
        add(new EmptyState(
                "There is nothing here",
                "The address may be mistyped, or the page belongs to an account that you can’t see.",
                new Anchor("", "Go to the overview")));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
