package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.Address;
import io.drawdown.quota.Packages;
import io.drawdown.usage.JobUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says which packages give to a running job. */
class PayingPackages {

    private final Packages packages;
    private final String account;
    private final QueryParameters sameAccount;
    private final Map<String, String> titles = new HashMap<>();

    PayingPackages(Packages packages, String account, QueryParameters sameAccount) {
        this.packages = packages;
        this.account = account;
        this.sameAccount = sameAccount;
    }

    /** Links to the packages, and whether some of it is being charged. */
    Span links(JobUsage.Now now) {
        var words = new Span();
        for (var id : now.packages()) {
            separate(words);
            words.add(new Anchor(Address.of("packages/" + id, sameAccount), title(id)));
        }
        if (now.payPerUse()) {
            separate(words);
            words.add(new Span("pay-per-use"));
        }
        if (now.packages().isEmpty() && !now.payPerUse()) {
            words.add(new Span("nothing yet"));
        }
        return words;
    }

    private static void separate(Span words) {
        if (words.getComponentCount() > 0) {
            words.add(new Span(", "));
        }
    }

    private String title(String id) {
        return titles.computeIfAbsent(
                id, one -> packages.names(account, List.of(one)).getOrDefault(one, "Package"));
    }
}
