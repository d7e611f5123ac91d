package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.PageAddress;

/** Links to the Audit page. */
public final class AuditLinks {

    private AuditLinks() {}

    /** Returns a link to the entries of the user or key with this name. */
    public static Anchor actorLink(String who, String text) {
        return new Anchor(PageAddress.of(AuditView.ADDRESS, QueryParameters.of(AuditView.WHO, who)), text);
    }
}
