package io.drawdown.console.usage;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.CatalogNames;
import io.drawdown.console.format.Format;
import io.drawdown.console.format.Words;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.quota.engine.Reason;
import io.drawdown.usage.UsagePiece;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why no package covered a charge, in a sentence that begins with the package that makes it true, if there is one (R13).
 *
 * @param because the package that the sentence is about
 * @param rest the sentence, after the package's name
 */
record Explanation(@Nullable ResourcePackage because, String rest) {

    private static final String PACKAGE = "Package ";

    /** Why a piece was charged for this reason, to which this package leads. */
    static Explanation of(
            UsagePiece piece, Reason reason, @Nullable ResourcePackage because, CatalogNames names, Instant now) {
        return because == null
                ? new Explanation(null, Words.of(reason))
                : new Explanation(because, " " + about(because, piece, reason, names, now));
    }

    private static String about(ResourcePackage one, UsagePiece piece, Reason reason, CatalogNames names, Instant now) {
        var zone = names.zone(one.region());
        return switch (reason) {
            case USED_UP -> "covers this, but had been used up.";
            case NOT_YET_EFFECTIVE ->
                (one.effectiveAt().isAfter(now) ? "takes" : "took") + " effect on "
                        + Format.minute(one.effectiveAt(), zone) + ", after this ran.";
            case EXPIRED -> "expired on " + Format.until(one.expiresAt(), zone) + ", before this ran.";
            case ACTIVITY_NOT_COVERED ->
                "covers " + Words.listed(one.activities()) + "; this was " + Words.of(piece.activity()) + ".";
            case OTHER_REGION -> "covers " + one.region() + "; this ran in " + piece.region() + ".";
            case OTHER_SPECIFICATION ->
                "covers " + names.specification(one.specification()) + "; this ran on "
                        + names.specification(piece.specification()) + ".";
            case DEDICATED_POOL, NO_PACKAGE -> throw new IllegalArgumentException(reason + " is about no package");
        };
    }

    /** The whole sentence. */
    String text() {
        return because == null ? rest : PACKAGE + because.title() + rest;
    }

    /** The sentence, in which the package's name leads to its page. */
    Span shown(QueryParameters sameAccount) {
        return because == null
                ? new Span(rest)
                : new Span(new Span(PACKAGE), PackageLinks.of(because, sameAccount), new Span(rest));
    }
}
