package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Notice.Tone;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.UsageImport;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The page of one import: its progress, its result, its rejected rows, and what can be done about it. */
@Route(ImportsView.ADDRESS + "/:import")
@PageTitle("Import · Drawdown")
@RolesAllowed("ADMIN")
class ImportView extends Page implements BeforeEnterObserver {

    private final UsageImports imports;
    private final Clock clock;
    private final Div content = new Div();
    private final Div result = new Div();
    private @Nullable UsageImport shown;
    private @Nullable ImportProgressCard progress;

    ImportView(UsageImports imports, PageRefresher refresher, Clock clock) {
        super("Import");
        this.imports = imports;
        this.clock = clock;
        content.addClassName("tab-content");
        add(content);
        var way = new Nav(new Anchor(ImportsView.ADDRESS, "Imports"));
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        addComponentAsFirst(way);
        refresher.watch(this, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        try {
            show(imports.get(entered.getRouteParameters().get("import").orElse("")));
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    /** Shows the progress of an import that runs. */
    void refresh() {
        if (shown == null || !shown.state().isActive()) {
            return;
        }
        var now = imports.get(shown.id());
        if (now.state() != shown.state() || progress == null) {
            show(now);
        } else if (!now.equals(shown)) {
            shown = now;
            progress.showProgress(now);
            showResult(now);
        }
    }

    private void show(UsageImport now) {
        shown = now;
        header().setTitle(now.name());
        header().setActions(action(now));
        content.removeAll();
        progress = null;
        if (now.state().isActive()) {
            progress = new ImportProgressCard(now);
            content.add(progress);
        }
        if (now.failure() != null) {
            content.add(new Notice(Tone.ERROR, now.failure()).lead("Failed").unannounced());
        }
        if (now.proposedName() != null) {
            content.add(new Notice(
                            Tone.INFO,
                            "The ids of its rows stay used. To import the file again, name the import "
                                    + now.proposedName() + ".")
                    .unannounced());
        }
        content.add(result);
        showResult(now);
        if (now.outcome() != null) {
            content.add(new OutcomeCard(now.outcome()));
        }
        if (!now.state().isActive() && ImportLabels.notTaken(now) > 0) {
            content.add(new RejectedRowsCard(imports, now));
        }
    }

    private void showResult(UsageImport now) {
        result.removeAll();
        result.add(new ImportResultCard(now, clock.instant()));
    }

    private Component[] action(UsageImport now) {
        return switch (now.state()) {
            case RUNNING -> new Component[] {new Button("Cancel …", click -> askToCancel(now))};
            case TAKING_BACK, TAKEN_BACK -> new Component[0];
            case DONE, FAILED, CANCELLED ->
                now.dryRun() || now.accepted() == 0 ? new Component[0] : new Component[] {takeBackButton(now)};
        };
    }

    private Button takeBackButton(UsageImport now) {
        var takeBack = new Button("Take back …", click -> askToTakeBack(now));
        takeBack.addThemeVariants(ButtonVariant.ERROR);
        return takeBack;
    }

    private void askToCancel(UsageImport now) {
        new ConfirmationDialog(
                        "Cancel the import " + now.name() + "?",
                        now.dryRun()
                                ? "It is a dry run: nothing was recorded."
                                : "It ends after the rows that are being settled. What it has recorded stays until you take it back.",
                        "Cancel the import",
                        () -> run(() -> imports.cancel(now.id())))
                .danger()
                .open();
    }

    private void askToTakeBack(UsageImport now) {
        new ConfirmationDialog(
                        "Take back the import " + now.name() + "?",
                        Format.count(now.accepted(), "record is", "records are")
                                + " voided: packages get back what they gave, and charges are reversed, on the current"
                                + " month’s bill where a month is closed. Alerts that were sent stay. Rejected rows that"
                                + " wait to be billed are discarded. This can’t be undone.",
                        "Take it back",
                        () -> run(() -> imports.takeBack(now.id())))
                .danger()
                .open();
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (ProblemException refused) {
            showNotice(new Notice(Tone.ERROR, refused.detail()));
        }
        if (shown != null) {
            show(imports.get(shown.id()));
        }
    }
}
