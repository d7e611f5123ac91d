package io.drawdown.console.customer.help;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.PermitAll;

/** The page that explains the terms of the console to people who are new to it. */
@Route("help")
@PageTitle("Help · Drawdown")
@Menu(title = "Help", order = 60)
@PermitAll
class HelpView extends Page {

    HelpView() {
        super("Help");
        add(
                new Card("Packages", packages()),
                new Card("Usage and bills", usage()),
                new Card("For programs", programs()));
    }

    private static TermList packages() {
        return new TermList()
                .term(
                        "Node-hour",
                        "One node that runs for one hour. A job on 4 nodes that runs for 30 minutes uses 2 node-hours. "
                                + "Only running time counts, to the second: waiting, starting and being suspended don’t.")
                .term(
                        "Package",
                        "Node-hours that you buy in advance. A package covers jobs in its region, on its specification, "
                                + "in public pools and for its activities, from when it becomes effective until it expires.")
                .term("× 2", "The quantity that was ordered. V100 100 h × 2 is one package with 200 node-hours.")
                .term(
                        "Specification",
                        "The type of a node: its processors, memory and accelerators, such as one V100 GPU.")
                .term(
                        "Activity",
                        "What a job does: data processing, development, training, management or deployment. "
                                + "A package covers some activities or all of them.")
                .term(
                        "Kind",
                        "Packages with the same region, specification and activities are of one kind. Their remaining "
                                + "node-hours are also shown as one total.")
                .term(
                        "Which package is used first",
                        "Of the packages that cover a job, gifts are used before purchases, and the package that expires first "
                                + "before the others.");
    }

    private static TermList usage() {
        return new TermList()
                .term(
                        "Pool",
                        "Where a job runs. Public pools are shared with other customers. Dedicated pools are reserved, "
                                + "and packages don’t cover them.")
                .term(
                        "Pay-per-use",
                        "What no package covers is billed for each node-hour at the list price. The page of a job says for each "
                                + "part which package paid for it, or why none did.")
                .term(
                        "Current rate",
                        "The node-hours that the jobs running now use in an hour. A forecast at the current rate assumes that "
                                + "these jobs continue and that nothing else starts.")
                .term(
                        "Running, not yet billed",
                        "What running jobs would cost up to now. It moves to the bill at least every hour.")
                .term(
                        "Bill",
                        "The orders and the pay-per-use charges of a month, in your account’s time zone. A bill is open until "
                                + "three days after the end of its month.")
                .term(
                        "Usage alert",
                        "Tells you once when the remaining node-hours of a package or a kind fall to a threshold, when they are "
                                + "used up, and before they expire.");
    }

    private static Paragraph programs() {
        var documentation = new Anchor("/swagger-ui.html", "API documentation");
        documentation.setRouterIgnore(true);
        return new Paragraph(
                new Text(
                        "Everything on these pages is also available over a REST API. Your provider gives you a key. See the "),
                documentation,
                new Text("."));
    }
}
