package io.drawdown.console.admin.integrity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.InstantText;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.integrity.IntegrityChecks;
import io.drawdown.integrity.report.IntegrityCheck;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The page that starts a check of the whole ledger (R24) and shows the result of the latest check, or of the one that
 * {@code ?check=} names.
 */
@Route(IntegrityView.ADDRESS)
@PageTitle("Integrity · Drawdown")
@Menu(title = "Integrity", order = 56)
@RolesAllowed("ADMIN")
class IntegrityView extends Page implements BeforeEnterObserver {

    static final String ADDRESS = "integrity";
    static final String CHECK = "check";

    private final IntegrityChecks checks;
    private final Clock clock;
    private final Button begin = new Button("Check now", click -> beginCheck());
    private final Div content = new Div();
    private @Nullable Long requestedCheck;
    private @Nullable IntegrityCheck latest;
    private @Nullable CheckProgressCard progress;

    IntegrityView(IntegrityChecks checks, PageRefresher refresher, Clock clock) {
        super("Integrity");
        this.checks = checks;
        this.clock = clock;
        begin.addThemeVariants(ButtonVariant.PRIMARY);
        begin.setDisableOnClick(true);
        header().setActions(begin);
        var about = new Paragraph(
                "Checks the rules for packages, usage, charges and bills row by row, as of the start of the check."
                        + " Other work isn’t blocked. With millions of rows it takes minutes and keeps the database"
                        + " busy.");
        about.addClassName("quiet");
        content.addClassName("tab-content");
        var page = new Div(about, content);
        page.addClassName("tab-content");
        add(page);
        refresher.watch(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var id = AddressParameters.text(entered.getLocation().getQueryParameters(), CHECK);
        requestedCheck = id != null && id.matches("[0-9]{1,18}") ? Long.valueOf(id) : null;
        latest = checks.latest().orElse(null);
        try {
            showChecks();
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    /** Shows the latest check if it has changed since it was shown. */
    void refresh() {
        var now = checks.latest().orElse(null);
        if (now != null && now.isRunning() && latest != null && latest.id() == now.id() && progress != null) {
            progress.showProgress(now, clock.instant());
            latest = now;
        } else if (now != null && !now.equals(latest)) {
            latest = now;
            showChecks();
        }
    }

    private void beginCheck() {
        requestedCheck = null;
        latest = checks.start();
        showChecks();
    }

    private void showChecks() {
        var running = latest != null && latest.isRunning();
        begin.setEnabled(!running);
        content.removeAll();
        progress = null;
        if (latest == null) {
            content.add(new EmptyState(
                    "Not checked yet", "A check reads everything and changes nothing. Violations are listed here."));
            return;
        }
        if (running) {
            progress = new CheckProgressCard(latest, this::cancelCheck, clock.instant());
            content.add(progress);
        }
        if (requestedCheck != null) {
            content.add(resultCard(checks.get(requestedCheck)));
        } else if (!running) {
            content.add(resultCard(latest));
        }
        var all = checks.list();
        content.add(new Card("All checks", new IntegrityCheckGrid(all, all.count(), clock.instant())));
    }

    private void cancelCheck() {
        if (latest != null) {
            checks.cancel(latest.id());
            refresh();
        }
    }

    private Card resultCard(IntegrityCheck check) {
        var when = new Span(
                new Span("Started by " + check.startedBy() + " on "),
                InstantText.at(check.startedAt(), ZoneOffset.UTC, clock.instant()),
                new Span(" UTC, took " + CheckLabels.durationText(check, clock.instant())));
        when.addClassName("quiet");
        var card = new Card("Result", when, resultText(check)).aside(CheckLabels.badge(check));
        var violations = checks.listViolations(check.id());
        var count = violations.count();
        if (count > 0) {
            card.add(new ViolationGrid(violations, count));
        }
        return card;
    }

    private static Component resultText(IntegrityCheck check) {
        return switch (check.state()) {
            case RUNNING -> new Span("It is still running.");
            case DONE ->
                check.violations() == 0
                        ? new Notice(
                                        Notice.Tone.SUCCESS,
                                        "All " + check.rulesTotal() + " rules hold for "
                                                + CheckLabels.checkedText(check) + ".")
                                .unannounced()
                        : new Notice(
                                        Notice.Tone.ERROR,
                                        Format.count(check.violations(), "violation", "violations") + " in "
                                                + CheckLabels.checkedText(check) + "." + firstViolationText(check)
                                                + " Nothing was changed. Keep a copy of the database as it is, and"
                                                + " find out who wrote to it.")
                                .unannounced();
            case CANCELLED ->
                new Notice(
                                Notice.Tone.INFO,
                                check.cancelledBy() + " cancelled it after " + check.rulesDone() + " of "
                                        + check.rulesTotal() + " rules. Findings up to then aren’t kept.")
                        .unannounced();
            case FAILED -> new Notice(Notice.Tone.ERROR, String.valueOf(check.failure())).unannounced();
            case BROKEN_OFF ->
                new Notice(
                                Notice.Tone.WARNING,
                                "The server that ran it stopped or no longer responded after " + check.rulesDone()
                                        + " of " + check.rulesTotal() + " rules. Start it again.")
                        .unannounced();
        };
    }

    private static String firstViolationText(IntegrityCheck check) {
        return check.violations() > IntegrityChecks.MAX_KEPT
                ? " The first " + Format.count(IntegrityChecks.MAX_KEPT) + " are listed."
                : "";
    }
}
