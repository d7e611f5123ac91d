package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.Lookup;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The targets of the chosen type, one page at a time, below a row that sets all of them. */
class AlertTargetTable extends Div {

    private static final int PAGE_SIZE = 20;
    private static final int SEARCH_FROM_TARGETS = 10;

    private final UsageAlertDraft usageAlertDraft;
    private final List<AlertTarget> targets;
    private final Function<UsageAlert, Set<String>> alertsRaisedBySaving;
    private final AlertTargetNames alertTargetNames;
    private final boolean mayChange;
    private final Instant now;
    private final TextField search = new TextField("Search");
    private final Div full = new Div();
    private final NativeTable table = new NativeTable();
    private final AlertTargetRow allTargetsRow;
    private final Map<AlertTarget, AlertTargetRow> rows = new LinkedHashMap<>();
    private final Paragraph nothing = new Paragraph();
    private final Span range = new Span();
    private final Button previous = new Button("Previous", click -> changePage(-PAGE_SIZE));
    private final Button next = new Button("Next", click -> changePage(PAGE_SIZE));
    private final Div pager = new Div(range, previous, next);
    private List<AlertTarget> found;
    private int firstShown;
    private boolean isMissingShown;

    AlertTargetTable(
            UsageAlertDraft usageAlertDraft,
            List<AlertTarget> targets,
            Function<UsageAlert, Set<String>> alertsRaisedBySaving,
            AlertTargetNames alertTargetNames,
            boolean mayChange,
            Instant now) {
        this.usageAlertDraft = usageAlertDraft;
        this.targets = targets;
        this.alertsRaisedBySaving = alertsRaisedBySaving;
        this.alertTargetNames = alertTargetNames;
        this.mayChange = mayChange;
        this.now = now;
        found = targets;
        addClassName("targets");
        search.setPlaceholder(
                showsPackages() ? "Package, region or specification" : "Region, specification or activity");
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> filter());
        search.setVisible(targets.size() > SEARCH_FROM_TARGETS);
        table.addClassName("settings");
        table.getHead()
                .add(new NativeTableRow(
                        heading("Alert"),
                        heading(showsPackages() ? "Package" : "Kind"),
                        heading("Threshold type"),
                        heading("Remaining usage threshold"),
                        heading("Status")));
        allTargetsRow = allTargetsRow();
        nothing.addClassName("quiet");
        range.addClassName("quiet");
        range.getElement().setAttribute("role", "status");
        pager.addClassName("pager");
        add(search, full, table, nothing, pager);
        show();
    }

    /** Shows the page of a target and highlights its row. */
    void highlight(AlertTarget target) {
        showPageOf(target);
        Lookup.require(rows, target).highlight();
    }

    /** Shows all errors and moves the focus to the first one. */
    void showMissing() {
        isMissingShown = true;
        allTargetsRow.fields().showMissing();
        if (usageAlertDraft.defaultEntry().setting().isEmpty()) {
            allTargetsRow.fields().focus();
            return;
        }
        targets.stream()
                .filter(target -> usageAlertDraft.entryFor(target).setting().isEmpty())
                .findFirst()
                .ifPresent(target -> {
                    // Rows that are already shown are kept, because they hold what the user has typed.
                    if (rows.containsKey(target)) {
                        rows.values().forEach(row -> row.fields().showMissing());
                    } else {
                        showPageOf(target);
                    }
                    Lookup.require(rows, target).fields().focus();
                });
    }

    private AlertTargetRow allTargetsRow() {
        var fields = new AlertEntryFields("all at once", usageAlertDraft.defaultEntry(), 0, alertEntry -> {
            usageAlertDraft.setDefaultEntry(alertEntry);
            refresh();
        });
        var row = new AlertTargetRow(
                new StrongText("Set all at once"),
                showsPackages() ? "also for packages bought later" : "also for kinds bought later",
                fields);
        row.addClassName("all");
        if (!mayChange) {
            fields.setReadOnly();
        }
        return row;
    }

    private void filter() {
        found = targets.stream()
                .filter(target -> alertTargetNames.matches(target, search.getValue()))
                .toList();
        firstShown = 0;
        show();
    }

    private void changePage(int by) {
        firstShown += by;
        show();
        table.scrollIntoView();
    }

    private void showPageOf(AlertTarget target) {
        if (!found.contains(target)) {
            search.setValue("");
            filter();
        }
        firstShown = found.indexOf(target) / PAGE_SIZE * PAGE_SIZE;
        show();
    }

    private void show() {
        rows.clear();
        var body = table.getBody();
        body.removeAll();
        body.add(allTargetsRow);
        found.stream().skip(firstShown).limit(PAGE_SIZE).forEach(target -> {
            var row = row(target);
            rows.put(target, row);
            body.add(row);
        });
        refresh();
        nothing.setText(
                targets.isEmpty()
                        ? "No packages yet. These settings will apply to packages bought later."
                        : "No matches. Change the search.");
        nothing.setVisible(found.isEmpty());
        range.setText("%s–%s of %s"
                .formatted(
                        Format.count(firstShown + 1L),
                        Format.count((long) firstShown + rows.size()),
                        countText(found.size())));
        previous.setEnabled(firstShown > 0);
        next.setEnabled(firstShown + PAGE_SIZE < found.size());
        pager.setVisible(found.size() > PAGE_SIZE);
    }

    private AlertTargetRow row(AlertTarget target) {
        var fields = new AlertEntryFields(
                alertTargetNames.title(target) + " in " + alertTargetNames.subtitle(target),
                usageAlertDraft.entryFor(target),
                target.totalNodeSeconds(),
                alertEntry -> {
                    enter(target, alertEntry);
                    refresh();
                });
        if (!mayChange) {
            fields.setReadOnly();
        }
        if (isMissingShown) {
            fields.showMissing();
        }
        return new AlertTargetRow(alertTargetNames.heading(target), alertTargetNames.subtitle(target), fields);
    }

    private void enter(AlertTarget target, AlertEntry alertEntry) {
        full.removeAll();
        if (!usageAlertDraft.setEntry(target, alertEntry)) {
            full.add(new Notice(
                    Notice.Tone.ERROR,
                    "Not changed: at most %s can have settings of their own. Let others use the settings for all first."
                            .formatted(Format.count(
                                    usageAlertDraft.saved().maxTargets(), "package or kind", "packages and kinds"))));
        }
    }

    private void refresh() {
        var told = usageAlertDraft
                .result()
                .filter(usageAlertDraft::isChanged)
                .map(alertsRaisedBySaving)
                .orElse(Set.of());
        rows.forEach((target, row) -> {
            row.fields().show(usageAlertDraft.entryFor(target));
            row.showEffect(AlertEffect.of(
                    usageAlertDraft, target, told.contains(target.key()), now, alertTargetNames.regionZone(target)));
        });
        var differing = targets.stream().filter(usageAlertDraft::hasOwnEntry).count();
        if (differing == 0) {
            allTargetsRow.showEffect(new Span(
                    targets.isEmpty()
                            ? ""
                            : "applies to " + (targets.size() == 1 ? "" : "all ") + countText(targets.size())));
            return;
        }
        var differ = new Span(countText(differing) + (differing == 1 ? " differs" : " differ"));
        var setAll = new Button("Apply to all", click -> {
            usageAlertDraft.applyDefaultToAll();
            refresh();
            allTargetsRow.fields().focus();
        });
        setAll.addThemeVariants(ButtonVariant.TERTIARY);
        setAll.setVisible(mayChange);
        allTargetsRow.showEffect(differ, setAll);
    }

    private String countText(long number) {
        return showsPackages() ? Format.count(number, "package", "packages") : Format.count(number, "kind", "kinds");
    }

    private boolean showsPackages() {
        return usageAlertDraft.scope() == UsageAlert.Scope.EACH_PACKAGE;
    }

    private static NativeTableHeaderCell heading(String text) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }
}
