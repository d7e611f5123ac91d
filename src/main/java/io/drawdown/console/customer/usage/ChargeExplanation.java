package io.drawdown.console.customer.usage;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.quota.engine.Reason;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.usage.history.UsagePiece;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Explains in a sentence why no package covered a charge. The sentence begins with the package that explains it, if
 * there is one (R13).
 *
 * @param because the package that the sentence is about
 * @param rest the sentence after the package's title
 */
record ChargeExplanation(@Nullable ResourcePackage because, String rest) {

    private static final String PACKAGE = "Package ";

    /** Explains why a piece was charged for a reason, given the package behind the reason. */
    static ChargeExplanation of(
            UsagePiece piece, Reason reason, @Nullable ResourcePackage because, CatalogNames names, Instant now) {
        return because == null
                ? new ChargeExplanation(null, DomainLabels.label(reason))
                : new ChargeExplanation(because, " " + explain(because, piece, reason, names, now));
    }

    private static String explain(
            ResourcePackage one, UsagePiece piece, Reason reason, CatalogNames names, Instant now) {
        var zone = names.regionZone(one.region());
        return switch (reason) {
            case USED_UP -> "covers this, but was used up.";
            case NOT_YET_EFFECTIVE ->
                (one.effectiveAt().isAfter(now) ? "takes" : "took") + " effect on "
                        + Format.minute(one.effectiveAt(), zone) + ", after this ran.";
            case EXPIRED -> "expired on " + Format.lastMinuteWithZone(one.expiresAt(), zone) + ", before this ran.";
            case ACTIVITY_NOT_COVERED ->
                "covers " + DomainLabels.activityList(one.activities()) + "; this was "
                        + DomainLabels.label(piece.activity()) + ".";
            case OTHER_REGION -> "covers " + one.region() + "; this ran in " + piece.region() + ".";
            case OTHER_SPECIFICATION ->
                "covers " + names.specificationName(one.specification()) + "; this ran on "
                        + names.specificationName(piece.specification()) + ".";
            case DEDICATED_POOL, NO_PACKAGE -> throw new IllegalArgumentException(reason + " is about no package");
        };
    }

    /** Returns the whole sentence. */
    String text() {
        return because == null ? rest : PACKAGE + because.title() + rest;
    }

    /** Returns the sentence, with the package's title linked to its page. */
    Span toComponent(QueryParameters accountParameters) {
        return because == null
                ? new Span(rest)
                : new Span(new Span(PACKAGE), PackageLinks.packageLink(because, accountParameters), new Span(rest));
    }
}
