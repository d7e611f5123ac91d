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
 * Why no package covered a charge, in a sentence that begins with the package that makes it true, if there is one (R13).
 *
 * @param because the package that the sentence is about
 * @param rest the sentence, after the package's name
 */
record ChargeExplanation(@Nullable ResourcePackage because, String rest) {

    private static final String PACKAGE = "Package ";

    /** Why a piece was charged for this reason, to which this package leads. */
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
            case USED_UP -> "covers this, but had been used up.";
            case NOT_YET_EFFECTIVE ->
                (one.effectiveAt().isAfter(now) ? "takes" : "took") + " effect on "
                        + Format.minute(one.effectiveAt(), zone) + ", after this ran.";
            case EXPIRED -> "expired on " + Format.lastMinute(one.expiresAt(), zone) + ", before this ran.";
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

    /** The whole sentence. */
    String text() {
        return because == null ? rest : PACKAGE + because.title() + rest;
    }

    /** The sentence, in which the package's name leads to its page. */
    Span toComponent(QueryParameters sameAccount) {
        return because == null
                ? new Span(rest)
                : new Span(new Span(PACKAGE), PackageLinks.packageLink(because, sameAccount), new Span(rest));
    }
}
