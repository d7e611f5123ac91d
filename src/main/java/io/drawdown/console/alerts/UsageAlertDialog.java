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
import java.util.stream.Collectors;
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
        draft = new Draft(
                desk.settings(account),
                desk.targets(account, UsageAlert.Scope.EACH_PACKAGE).stream()
                        .map(WatchedTarget::key)
                        .collect(Collectors.toSet()));
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
            content.add(new Notice(
                    Notice.Tone.INFO,
                    "Support can look at these settings. The account’s own people and admins change them."));
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
        return new TargetTable(
                draft,
                desk.targets(account, draft.scope()),
                alert -> desk.toldBySaving(account, alert),
                names,
                mayChange,
                desk.now());
    }

    private void markWhatItIsAbout() {
        if (about != null) {
            desk.targets(account, draft.scope()).stream()
                    .filter(target -> covers(target, about))
                    .findFirst()
                    .ifPresent(table::mark);
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
            draft.invalid()
                    .ifPresent(target -> scope.setValue(
                            target.kind() == null ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND));
            table.insist();
            return;
        }
        if (!draft.isNew(result.get())) {
            close();
            return;
        }
        var targets = result.get().targets().size();
        if (targets > draft.mostTargets()) {
            problem.add(
                    new Notice(
                            Notice.Tone.ERROR,
                            "%s have settings of their own, but at most %s can. "
                                            .formatted(
                                                    Format.count(targets, "package or kind", "packages and kinds"),
                                                    Format.count(draft.mostTargets()))
                                    + "Enter what most of them need under Set all at once, and give settings of their own only to those that need others."));
            return;
        }
        try {
            var saved = desk.save(account, draft.saved(), result.get());
            close();
            told.accept(said(saved.told().size()));
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }

    private Notice said(int alerts) {
        if (alerts == 0) {
            return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved.");
        }
        var words = alerts == 1
                ? "1 alert was sent at once because its threshold is already reached."
                : Format.count(alerts) + " alerts were sent at once because their thresholds are already reached.";
        return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved. " + words)
                .action(new Anchor(names.address("notifications"), "See notifications"));
    }
}
