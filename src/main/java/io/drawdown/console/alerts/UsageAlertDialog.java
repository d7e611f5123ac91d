package io.drawdown.console.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import io.drawdown.quota.Kind;
import io.drawdown.quota.PackageStatus;
import io.drawdown.quota.ResourcePackage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an account wants to be told of its remaining quotas (R19). OK saves; everything else that closes it discards. */
class UsageAlertDialog extends Dialog {

    private final AlertDesk desk;
    private final Account account;
    private final Names names;
    private final boolean mayChange;
    private final @Nullable ResourcePackage about;
    private final Consumer<Notice> told;
    private final Draft draft;
    private final ScopeField scope;
    private final Div problem = new Div();
    private final Div list = new Div();
    private final Button ok = new Button("OK", click -> save());
    private TargetTable table;

    /**
     * The dialog for an account.
     *
     * @param about the package whose page it is opened from, if it is
     * @param told takes what is to be said when it has saved
     */
    UsageAlertDialog(
            AlertDesk desk,
            Account account,
            QueryParameters sameAccount,
            boolean mayChange,
            @Nullable ResourcePackage about,
            Consumer<Notice> told) {
        this.desk = desk;
        this.account = account;
        this.mayChange = mayChange;
        this.about = about;
        this.told = told;
        names = new Names(desk.names(), sameAccount);
        draft = new Draft(desk.settings(account));
        table = table();
        setHeaderTitle("Usage Alert");
        setCloseOnOutsideClick(false);
        addClassName("usage-alert");
        getHeader().add(cross());
        scope = new ScopeField(draft.scope());
        scope.setReadOnly(!mayChange);
        scope.addValueChangeListener(change -> showTargetsOf(change.getValue()));
        list.add(table);
        var content = new Div(new WhoIsTold(desk.toldBy(account), names, mayChange));
        content.addClassName("content");
        if (!mayChange) {
            content.add(new Notice(Notice.Tone.INFO, "Support can look at these settings. The account’s own people and admins change them."));
        }
        content.add(problem, scope);
        if (about != null && about.status() == PackageStatus.EXPIRED) {
            content.add(new Notice(Notice.Tone.INFO, about.title() + " has expired, so it can’t be watched any more."));
        }
        content.add(list);
        add(content);
        fillFooter();
        markWhatItIsAbout();
    }

    private void showTargetsOf(UsageAlert.Scope chosen) {
        draft.setScope(chosen);
        table = table();
        list.removeAll();
        list.add(table);
    }

    private void fillFooter() {
        var saving = new Span("Saving …");
        saving.addClassNames("saving", "quiet");
        var cancel = new Button(mayChange ? "Cancel" : "Close", click -> close());
        ok.addThemeVariants(ButtonVariant.PRIMARY);
        ok.setDisableOnClick(true);
        getFooter().add(saving, cancel);
        if (mayChange) {
            getFooter().add(ok);
        }
    }

    private Button cross() {
        var cross = new Button("×", click -> close());
        cross.addClassName("cross");
        cross.addThemeVariants(ButtonVariant.TERTIARY);
        cross.setAriaLabel("Close");
        return cross;
    }

    private TargetTable table() {
        return new TargetTable(draft, desk.targets(account, draft.scope()), names, mayChange, desk.now());
    }

    private void markWhatItIsAbout() {
        if (about != null) {
            desk.targets(account, draft.scope()).stream().filter(target -> covers(target, about)).findFirst().ifPresent(table::mark);
        }
    }

    private static boolean covers(WatchedTarget target, ResourcePackage one) {
        return target.packageId() != null
                ? target.packageId().equals(one.id())
                : target.kind().equals(new Kind(one.region(), one.specification(), one.activities()));
    }

    private void save() {
        ok.setEnabled(true);
        problem.removeAll();
        var result = draft.result();
        if (result.isEmpty()) {
            draft.invalid().ifPresent(target ->
                    scope.setValue(target.kind() == null ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND));
            table.insist();
            return;
        }
        if (!draft.isNew(result.get())) {
            close();
            return;
        }
        try {
            desk.save(account, draft.saved(), result.get());
            close();
            told.accept(saved());
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }

    private Notice saved() {
        var alerts = desk.targets(account, draft.scope()).stream().filter(target -> draft.tellsNow(target, desk.now())).count();
        if (alerts == 0) {
            return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved.");
        }
        var words = alerts == 1
                ? "One was told at once, because its threshold is reached already."
                : Format.count(alerts) + " were told at once, because their thresholds are reached already.";
        return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved. " + words)
                .action(new Anchor(names.address("notifications"), "See notifications"));
    }
}
