package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.Account;
import io.drawdown.alert.Alert;
import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Notice;
import io.drawdown.notification.NotificationChannels;
import io.drawdown.quota.packages.PackageKind;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.quota.packages.ResourcePackage;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dialog that edits an account's usage alert (R19). Only OK saves; closing the dialog in any other way discards
 * the changes.
 */
class UsageAlertDialog extends Dialog {

    private final UsageAlerts alerts;
    private final Account account;
    private final AlertTargetNames alertTargetNames;
    private final boolean mayChange;
    private final @Nullable ResourcePackage openedFrom;
    private final Clock clock;
    private final Consumer<Notice> notify;
    private final UsageAlertDraft usageAlertDraft;
    private final AlertScopeField scope;
    private final Div problem = new Div();
    private final Div list = new Div();
    private final Button ok = new Button("OK", click -> save());
    private AlertTargetTable table;

    /**
     * Creates the dialog for an account.
     *
     * @param channels where the account's alerts go
     * @param openedFrom the package on whose page the dialog is opened; null on other pages
     * @param notify receives the notice to show after saving
     */
    UsageAlertDialog(
            UsageAlerts alerts,
            Account account,
            NotificationChannels.ChannelSummary channels,
            AlertTargetNames alertTargetNames,
            boolean mayChange,
            @Nullable ResourcePackage openedFrom,
            Clock clock,
            Consumer<Notice> notify) {
        this.alerts = alerts;
        this.account = account;
        this.alertTargetNames = alertTargetNames;
        this.mayChange = mayChange;
        this.openedFrom = openedFrom;
        this.clock = clock;
        this.notify = notify;
        usageAlertDraft = new UsageAlertDraft(
                alerts.get(account.code()),
                alerts.listTargets(account.code(), UsageAlert.Scope.EACH_PACKAGE).stream()
                        .map(AlertTarget::key)
                        .collect(Collectors.toSet()));
        table = createTable();
        setHeaderTitle("Usage Alert");
        setCloseOnOutsideClick(false);
        addClassName("usage-alert");
        getHeader().add(closeButton());
        scope = new AlertScopeField(usageAlertDraft.scope());
        scope.setReadOnly(!mayChange);
        scope.addValueChangeListener(change -> showTargetsOf(change.getValue()));
        list.add(table);
        var content = new Div(new RecipientsSummary(channels, alertTargetNames, mayChange));
        content.addClassName("content");
        if (!mayChange) {
            content.add(new Notice(
                    Notice.Tone.INFO,
                    "Support can view these settings. The account’s users and admins can change them."));
        }
        content.add(problem, scope);
        if (openedFrom != null && openedFrom.status() == PackageStatus.EXPIRED) {
            content.add(new Notice(
                    Notice.Tone.INFO, openedFrom.title() + " has expired, so it can’t have alerts any more."));
        }
        content.add(list);
        add(content);
        fillFooter();
        highlightPackage();
    }

    private void showTargetsOf(UsageAlert.Scope chosen) {
        usageAlertDraft.setScope(chosen);
        table = createTable();
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

    private Button closeButton() {
        var cross = new Button("×", click -> close());
        cross.addClassName("cross");
        cross.addThemeVariants(ButtonVariant.TERTIARY);
        cross.setAriaLabel("Close");
        return cross;
    }

    private AlertTargetTable createTable() {
        return new AlertTargetTable(
                usageAlertDraft,
                alerts.listTargets(account.code(), usageAlertDraft.scope()),
                this::targetsAlertedBySaving,
                alertTargetNames,
                mayChange,
                clock.instant());
    }

    private Set<String> targetsAlertedBySaving(UsageAlert alert) {
        return alerts.preview(account.code(), alert).stream().map(Alert::target).collect(Collectors.toSet());
    }

    private void highlightPackage() {
        if (openedFrom != null) {
            alerts.listTargets(account.code(), usageAlertDraft.scope()).stream()
                    .filter(target -> covers(target, openedFrom))
                    .findFirst()
                    .ifPresent(table::highlight);
        }
    }

    private static boolean covers(AlertTarget target, ResourcePackage one) {
        return target.packageId() != null
                ? target.packageId().equals(one.id())
                : target.kind().equals(new PackageKind(one.region(), one.specification(), one.activities()));
    }

    private void save() {
        ok.setEnabled(true);
        problem.removeAll();
        var result = usageAlertDraft.result();
        if (result.isEmpty()) {
            usageAlertDraft
                    .firstInvalidTarget()
                    .ifPresent(target -> scope.setValue(
                            target.kind() == null ? UsageAlert.Scope.EACH_PACKAGE : UsageAlert.Scope.SAME_KIND));
            table.showMissing();
            return;
        }
        if (!usageAlertDraft.isChanged(result.get())) {
            close();
            return;
        }
        var targets = result.get().targets().size();
        if (targets > usageAlertDraft.saved().maxTargets()) {
            problem.add(new Notice(
                    Notice.Tone.ERROR,
                    "%s have settings of their own, but at most %s can. "
                                    .formatted(
                                            Format.count(targets, "package or kind", "packages and kinds"),
                                            Format.count(usageAlertDraft.saved().maxTargets()))
                            + "Enter the settings that most of them need under Set all at once, and settings"
                            + " of their own only where they differ."));
            return;
        }
        try {
            var savedUsageAlert = alerts.put(account.code(), usageAlertDraft.saved(), result.get());
            close();
            notify.accept(savedNotice(savedUsageAlert.raisedAlerts().size()));
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }

    private Notice savedNotice(int alerts) {
        if (alerts == 0) {
            return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved.");
        }
        var words = alerts == 1
                ? "1 alert was sent at once because its threshold is already reached."
                : Format.count(alerts) + " alerts were sent at once because their thresholds are already reached.";
        return new Notice(Notice.Tone.SUCCESS, "The usage alerts are saved. " + words)
                .action(new Anchor(alertTargetNames.address("notifications"), "See notifications"));
    }
}
