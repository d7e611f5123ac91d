package io.drawdown.console.audit;

import com.vaadin.flow.component.html.Anchor;
import io.drawdown.console.Address;

/** Links to the Audit page. */
public final class AuditLinks {

    private AuditLinks() {}

    /** A link to what the person or key of this name did. */
    public static Anchor by(String who, String text) {
        var query = new AuditQuery(null, who, null, null, null, null);
        return new Anchor(Address.of(AuditView.ADDRESS, query.address()), text);
    }
}
