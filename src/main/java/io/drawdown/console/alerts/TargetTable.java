package io.drawdown.console.alerts;

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
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Strong;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The targets of the chosen type, a page of them at a time, under the row that sets all at once. */
class TargetTable extends Div {

    private static final int PAGE = 20;
    private static final int FILTERED_FROM = 10;

    private final Draft draft;
    private final List<WatchedTarget> targets;
    private final Function<UsageAlert, Set<String>> toldBySaving;
    private final Names names;
    private final boolean mayChange;
    private final Instant now;
    private final TextField search = new TextField("Search");
    private final Div full = new Div();
    private final NativeTable table = new NativeTable();
    private final TargetRow all;
    private final Map<WatchedTarget, TargetRow> rows = new LinkedHashMap<>();
    private final Paragraph nothing = new Paragraph();
    private final Span range = new Span();
    private final Button previous = new Button("Previous", click -> turn(-PAGE));
    private final Button next = new Button("Next", click -> turn(PAGE));
    private final Div pager = new Div(range, previous, next);
    private List<WatchedTarget> found;
    private int first;
    private boolean insists;

    TargetTable(
            Draft draft,
            List<WatchedTarget> targets,
            Function<UsageAlert, Set<String>> toldBySaving,
            Names names,
            boolean mayChange,
            Instant now) {
        this.draft = draft;
        this.targets = targets;
        this.toldBySaving = toldBySaving;
        this.names = names;
        this.mayChange = mayChange;
        this.now = now;
        found = targets;
        addClassName("targets");
        search.setPlaceholder(packages() ? "Package, region or specification" : "Region, specification or activity");
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> filter());
        search.setVisible(targets.size() > FILTERED_FROM);
        table.addClassName("settings");
        table.getHead()
                .add(new NativeTableRow(
                        heading("Alert"),
                        heading(packages() ? "Package" : "Kind"),
                        heading("Threshold type"),
                        heading("Remaining usage threshold"),
                        heading("Status")));
        all = allAtOnce();
        nothing.addClassName("quiet");
        range.addClassName("quiet");
        range.getElement().setAttribute("role", "status");
        pager.addClassName("pager");
        add(search, full, table, nothing, pager);
        show();
    }

    /** Shows a target, and says that it is the one. */
    void mark(WatchedTarget target) {
        goTo(target);
        rows.get(target).mark();
    }

    /** Shows all that is wrong, and puts the keyboard at the first of it. */
    void insist() {
        insists = true;
        all.fields().insist();
        if (draft.standard().setting().isEmpty()) {
            all.fields().focus();
            return;
        }
        targets.stream()
                .filter(target -> draft.of(target).setting().isEmpty())
                .findFirst()
                .ifPresent(target -> {
                    // Rows that are shown already stay, with what has been typed in them.
                    if (rows.containsKey(target)) {
                        rows.values().forEach(row -> row.fields().insist());
                    } else {
                        goTo(target);
                    }
                    rows.get(target).fields().focus();
                });
    }

    private TargetRow allAtOnce() {
        var fields = new EntryFields("all at once", draft.standard(), 0, entry -> {
            draft.setStandard(entry);
            refresh();
        });
        var row = new TargetRow(
                new Strong("Set all at once"),
                packages() ? "also for packages bought later" : "also for kinds bought later",
                fields);
        row.addClassName("all");
        if (!mayChange) {
            fields.setReadOnly();
        }
        return row;
    }

    private void filter() {
        found = targets.stream()
                .filter(target -> names.matches(target, search.getValue()))
                .toList();
        first = 0;
        show();
    }

    private void turn(int by) {
        first += by;
        show();
        table.scrollIntoView();
    }

    private void goTo(WatchedTarget target) {
        if (!found.contains(target)) {
            search.setValue("");
            filter();
        }
        first = found.indexOf(target) / PAGE * PAGE;
        show();
    }

    private void show() {
        rows.clear();
        var body = table.getBody();
        body.removeAll();
        body.add(all);
        found.stream().skip(first).limit(PAGE).forEach(target -> {
            var row = row(target);
            rows.put(target, row);
            body.add(row);
        });
        refresh();
        nothing.setText(
                targets.isEmpty()
                        ? "No packages yet. What is set here will hold for those that are bought."
                        : "Nothing matches. Change the search.");
        nothing.setVisible(found.isEmpty());
        range.setText("%s–%s of %s"
                .formatted(Format.count(first + 1L), Format.count((long) first + rows.size()), count(found.size())));
        previous.setEnabled(first > 0);
        next.setEnabled(first + PAGE < found.size());
        pager.setVisible(found.size() > PAGE);
    }

    private TargetRow row(WatchedTarget target) {
        var fields = new EntryFields(
                names.title(target) + " in " + names.subtitle(target),
                draft.of(target),
                target.totalNodeSeconds(),
                entry -> {
                    enter(target, entry);
                    refresh();
                });
        if (!mayChange) {
            fields.setReadOnly();
        }
        if (insists) {
            fields.insist();
        }
        return new TargetRow(names.heading(target), names.subtitle(target), fields);
    }

    private void enter(WatchedTarget target, Entry entry) {
        full.removeAll();
        if (!draft.set(target, entry)) {
            full.add(new Notice(
                    Notice.Tone.ERROR,
                    "This wasn’t changed, because at most %s can have settings of their own. Let others follow what is set for all first."
                            .formatted(Format.count(draft.mostTargets(), "package or kind", "packages and kinds"))));
        }
    }

    private void refresh() {
        var told = draft.result().filter(draft::isNew).map(toldBySaving).orElse(Set.of());
        rows.forEach((target, row) -> {
            row.fields().show(draft.of(target));
            row.showNow(Effect.of(draft, target, told.contains(target.key()), now, names.zone(target)));
        });
        var differing = targets.stream().filter(draft::differs).count();
        if (differing == 0) {
            all.showNow(new Span(
                    targets.isEmpty()
                            ? ""
                            : "holds for " + (targets.size() == 1 ? "" : "all ") + count(targets.size())));
            return;
        }
        var differ = new Span(count(differing) + (differing == 1 ? " differs" : " differ"));
        var setAll = new Button("Apply to all", click -> {
            draft.setAll();
            refresh();
            all.fields().focus();
        });
        setAll.addThemeVariants(ButtonVariant.TERTIARY);
        setAll.setVisible(mayChange);
        all.showNow(differ, setAll);
    }

    private String count(long number) {
        return packages() ? Format.count(number, "package", "packages") : Format.count(number, "kind", "kinds");
    }

    private boolean packages() {
        return draft.scope() == UsageAlert.Scope.EACH_PACKAGE;
    }

    private static NativeTableHeaderCell heading(String text) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }
}
