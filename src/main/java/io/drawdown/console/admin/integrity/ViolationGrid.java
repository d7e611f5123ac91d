package io.drawdown.console.admin.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.console.customer.usage.UsageLinks;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.integrity.report.FoundViolation;

/** The grid of violations found by a check. Each links to its package or job, or else to its account. */
class ViolationGrid extends DataGrid<FoundViolation> {

    ViolationGrid(Listing<FoundViolation> violations, long count) {
        super(FoundViolation::number);
        componentColumn("What", ViolationGrid::subjectCell)
                .setFlexGrow(1)
                .setWidth("11rem")
                .setRowHeader(true);
        componentColumn("Must be true", one -> wrappedText(one.rule()))
                .setFlexGrow(2)
                .setWidth("13rem");
        componentColumn("Figures that disagree", one -> wrappedText(one.detail()))
                .setFlexGrow(2)
                .setWidth("13rem");
        getColumns().forEach(column -> column.setSortable(false));
        showAsCardsWhenNarrow("Violations", ViolationGrid::card);
        show(violations, count);
    }

    private static Component subjectCell(FoundViolation one) {
        if (one.account() == null) {
            return wrappedText(one.subject());
        }
        var account = QueryParameters.of(AccountPage.ACCOUNT, one.account());
        return twoLines(new Div(subjectLink(one, account)), quietText("of " + one.account()));
    }

    private static Component subjectLink(FoundViolation one, QueryParameters account) {
        var link = new Anchor("", one.subject());
        if (one.packageId() != null) {
            link.setHref(PageAddress.of("packages/" + one.packageId(), account));
        } else {
            link.setHref((one.job() == null ? UsageLinks.jobsLink("", account) : UsageLinks.jobLink(one.job(), account))
                    .getHref());
        }
        return link;
    }

    private static Component card(FoundViolation one) {
        var card = new Div(subjectCell(one), wrappedText(one.detail()), quietText(one.rule()));
        card.addClassName("row-card");
        return card;
    }
}
