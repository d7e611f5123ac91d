package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.model.WaitingNetwork;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** The networks from which nobody can sign in for a while after failures. An admin ends a wait. Hidden if there are none. */
class WaitingNetworksCard extends Card {

    private final SignInWaits waits;
    private final Consumer<Notice> notify;
    private final Div rows = new Div();

    WaitingNetworksCard(SignInWaits waits, Consumer<Notice> notify) {
        super("Networks that have to wait");
        this.waits = waits;
        this.notify = notify;
        subtitle(
                "Many sign-ins from them failed. Users who have signed in with the same browser before don’t have to wait.");
        add(rows);
        showRows();
    }

    private void showRows() {
        var networks = waits.listNetworks();
        setVisible(!networks.isEmpty());
        rows.removeAll();
        networks.forEach(network -> rows.add(row(network)));
    }

    private Notice row(WaitingNetwork network) {
        var end = new Button("End wait", click -> end(network));
        end.addThemeVariants(ButtonVariant.SMALL);
        end.setAriaLabel("End wait: " + network.network());
        return new Notice(
                        Notice.Tone.INFO,
                        "%s: %s, no sign-in until %s UTC"
                                .formatted(
                                        network.network(),
                                        Format.count(network.failures(), "failure", "failures"),
                                        Format.timeOfDay(network.waitsUntil(), ZoneOffset.UTC)))
                .unannounced()
                .action(end);
    }

    private void end(WaitingNetwork network) {
        waits.endForNetwork(network.network());
        notify.accept(
                new Notice(Notice.Tone.SUCCESS, "Users can try to sign in from " + network.network() + " again now."));
        showRows();
    }
}
