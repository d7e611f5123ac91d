package io.drawdown.console.admin.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.customer.alerts.AlertEntry;
import io.drawdown.console.customer.alerts.AlertEntryFields;
import io.drawdown.console.customer.alerts.AlertScopeField;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** The page that edits the platform's default usage alert (R19). */
@Route("alert-defaults")
@PageTitle("Alert Defaults · Drawdown")
@Menu(title = "Alert Defaults", order = 55)
@RolesAllowed("ADMIN")
class AlertDefaultsView extends Page {

    private final UsageAlerts alerts;
    private final AlertScopeField scope;
    private final AlertEntryFields fields;
    private final Button save = new Button("Save", click -> save());
    private AlertEntry alertEntry;

    AlertDefaultsView(UsageAlerts alerts) {
        super("Alert Defaults");
        this.alerts = alerts;
        var saved = alerts.getPlatformDefault();
        alertEntry = AlertEntry.of(saved.standard());
        scope = new AlertScopeField(saved.scope());
        fields = new AlertEntryFields(
                "accounts without settings of their own", alertEntry, 0, entered -> alertEntry = entered);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        var words = new Paragraph(
                "These apply to every account without usage alerts of its own, shortly after you save. If a changed"
                        + " threshold is already reached, the account is alerted at once, unless it was alerted before.");
        words.addClassName("quiet");
        fields.showLabels();
        var on = new NativeLabel("Alert");
        on.setFor(fields.enabled());
        var setting = new Div(new Div(on, fields.enabled()), fields.types(), fields.thresholdFields());
        setting.addClassName("settings");
        var card = new Card("Until an account sets its own", words, scope, setting, new Div(save));
        card.addClassName("alert-defaults");
        add(card);
    }

    private void save() {
        save.setEnabled(true);
        var setting = alertEntry.setting();
        if (setting.isEmpty()) {
            fields.showMissing();
            fields.focus();
            return;
        }
        try {
            var saved = alerts.putPlatformDefault(new UsageAlert(scope.getValue(), setting.get(), List.of()));
            alertEntry = AlertEntry.of(saved.standard());
            fields.show(alertEntry);
            showNotice(new Notice(
                    Notice.Tone.SUCCESS,
                    "The defaults are saved. Accounts without settings of their own get them shortly."));
        } catch (ProblemException refused) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }
}
