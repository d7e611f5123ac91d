package io.drawdown.console.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** The platform's default of usage alerts (R19). */
@Route("alert-defaults")
@PageTitle("Alert Defaults · Drawdown")
@Menu(title = "Alert Defaults", order = 55)
@RolesAllowed("ADMIN")
class AlertDefaultsView extends Page {

    private final UsageAlerts alerts;
    private final ScopeField scope;
    private final EntryFields fields;
    private final Button save = new Button("Save", click -> save());
    private Entry entry;

    AlertDefaultsView(UsageAlerts alerts) {
        super("Alert Defaults");
        this.alerts = alerts;
        var saved = alerts.platform();
        entry = Entry.of(saved.standard());
        scope = new ScopeField(saved.scope());
        fields = new EntryFields("accounts without settings of their own", entry, 0, entered -> entry = entered);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        var words = new Paragraph(
                "These hold for every account that hasn’t saved usage alerts of its own, within moments of saving. "
                        + "An account is told at once of what is at or below a changed threshold already, unless it was told of that before.");
        words.addClassName("quiet");
        fields.label();
        var on = new NativeLabel("Alert");
        on.setFor(fields.enabled());
        var setting = new Div(new Div(on, fields.enabled()), fields.types(), fields.values());
        setting.addClassName("settings");
        var card = new Card("Until an account sets its own", words, scope, setting, new Div(save));
        card.addClassName("alert-defaults");
        add(card);
    }

    private void save() {
        save.setEnabled(true);
        var setting = entry.setting();
        if (setting.isEmpty()) {
            fields.insist();
            fields.focus();
            return;
        }
        try {
            var saved = alerts.putPlatform(new UsageAlert(scope.getValue(), setting.get(), List.of()));
            entry = Entry.of(saved.standard());
            fields.show(entry);
            say(new Notice(
                    Notice.Tone.SUCCESS,
                    "The defaults are saved. Accounts without settings of their own get them within moments."));
        } catch (ProblemException refused) {
            say(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }
}
