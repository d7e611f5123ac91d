package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.quota.Packages;
import io.drawdown.usage.history.JobUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names the packages from which a running job draws. */
class RunningJobPackages {

    private final Packages packages;
    private final String account;
    private final QueryParameters accountParameters;
    private final Map<String, String> titles = new HashMap<>();

    RunningJobPackages(Packages packages, String account, QueryParameters accountParameters) {
        this.packages = packages;
        this.account = account;
        this.accountParameters = accountParameters;
    }

    /** Returns links to the packages, and says whether some of the usage is charged. */
    Span packageLinks(JobUsage.CurrentRun currentRun) {
        var words = new Span();
        for (var id : currentRun.packages()) {
            addSeparator(words);
            words.add(new Anchor(PageAddress.of("packages/" + id, accountParameters), packageTitle(id)));
        }
        if (currentRun.payPerUse()) {
            addSeparator(words);
            words.add(new Span("pay-per-use"));
        }
        if (currentRun.packages().isEmpty() && !currentRun.payPerUse()) {
            words.add(new Span("nothing yet"));
        }
        return words;
    }

    private static void addSeparator(Span words) {
        if (words.getComponentCount() > 0) {
            words.add(new Span(", "));
        }
    }

    private String packageTitle(String id) {
        return titles.computeIfAbsent(
                id, one -> packages.titlesById(account, List.of(one)).getOrDefault(one, "Package"));
    }
}
