package io.drawdown.console.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.ApiKey;
import io.drawdown.account.ApiKeyFilter;
import io.drawdown.account.ApiKeys;
import io.drawdown.base.ProblemException;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.components.Confirmation;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The keys by which programs call the API. */
@Route(KeysView.ADDRESS)
@PageTitle("API Keys · Drawdown")
@Menu(title = "API Keys", order = 31)
@RolesAllowed("ADMIN")
class KeysView extends FilteredPage<ApiKeyFilter> {

    static final String ADDRESS = "api-keys";

    private final ApiKeys keys;
    private final AccountChoices accounts;
    private final Clock clock;
    private final KeyFilterBar bar;
    private final KeyTable table;
    private final Div nothing = new Div();

    KeysView(ApiKeys keys, AccountChoices accounts, Clock clock) {
        super("API Keys", ADDRESS, ApiKeyFilter.ALL, KeyFilters::of, KeyFilters::address);
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
        header().setActions(new Button("Refresh", click -> show()), newKey());
        bar = new KeyFilterBar(accounts, this::filtered);
        table = new KeyTable(this::ask, clock);
        var content = new Div(bar, table, nothing);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(ApiKeyFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void show() {
        var list = keys.list(filter());
        var count = list.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || !isAll());
        table.setVisible(count > 0);
        table.show(list, count);
        nothing.removeAll();
        if (count == 0) {
            nothing.add(nothing());
        }
    }

    private EmptyState nothing() {
        return isAll()
                ? new EmptyState(
                        "No keys yet",
                        "Programs call the API with keys: platforms that report usage, and scripts.",
                        newKey())
                : new EmptyState(
                        "Nothing matches",
                        "No key is like that. Change a filter, or show all again.",
                        new Button("Show all keys", click -> showAll()));
    }

    private Button newKey() {
        var button = new Button(
                "New key …", click -> new NewKeyDialog(keys, accounts, filter().account(), this::show, clock).open());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void ask(ApiKey key) {
        var consequences = lastUse(key) + " From the next request on it is refused everywhere. " + KeyWords.stops(key)
                + (key.fromStart()
                        ? " It stays revoked even if the environment still sets it when the program starts"
                                + " (DRAWDOWN_BOOTSTRAP_API_KEY): to have such a key, set another one there."
                        : "")
                + " This can’t be undone.";
        new Confirmation(
                        "Revoke “" + key.name() + "”, key " + key.id() + "?",
                        consequences,
                        "Revoke key",
                        () -> revoke(key))
                .danger()
                .open();
    }

    private String lastUse(ApiKey key) {
        if (key.lastUsedAt() == null) {
            return "It was never used.";
        }
        var distance = Format.distance(key.lastUsedAt(), clock.instant());
        return "It was last used " + (distance.equals("now") ? "just now" : distance) + ".";
    }

    private void revoke(ApiKey key) {
        try {
            keys.revoke(key.id());
            say(new Notice(Notice.Tone.SUCCESS, "“" + key.name() + "”, key " + key.id() + ", is refused from now on.")
                    .lead("Revoked"));
        } catch (ProblemException refused) {
            say(new Notice(Notice.Tone.ERROR, refused.detail()).lead("Not revoked"));
        }
        show();
    }
}
