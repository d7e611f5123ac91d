package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of the keys with which programs call the API. */
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
    private final ApiKeyGrid table;
    private final Div emptyArea = new Div();

    KeysView(ApiKeys keys, AccountChoices accounts, Clock clock) {
        super("API Keys", ADDRESS, ApiKeyFilter.ALL, KeyFilterParameters::parse, KeyFilterParameters::toParameters);
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
        header().setActions(new Button("Refresh", click -> showList()), newKeyButton());
        bar = new KeyFilterBar(accounts, this::applyFilter);
        table = new ApiKeyGrid(this::askToRevoke, clock);
        var content = new Div(bar, table, emptyArea);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(ApiKeyFilter filter) {
        bar.show(filter);
    }

    @Override
    protected void showList() {
        var list = keys.list(filter());
        var count = list.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || !isUnfiltered());
        table.setVisible(count > 0);
        table.show(list, count);
        emptyArea.removeAll();
        if (count == 0) {
            emptyArea.add(emptyState());
        }
    }

    private EmptyState emptyState() {
        return isUnfiltered()
                ? new EmptyState(
                        "No keys yet",
                        "Programs call the API with keys: platforms that report usage, and scripts.",
                        newKeyButton())
                : new EmptyState(
                        "Nothing matches",
                        "No key is like that. Change a filter, or show all again.",
                        new Button("Show all keys", click -> showAll()));
    }

    private Button newKeyButton() {
        var button = new Button(
                "New key …",
                click -> new NewKeyDialog(keys, accounts, filter().account(), this::showList, clock).open());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    private void askToRevoke(ApiKey key) {
        var consequences = lastUseText(key) + " From the next request on it is refused everywhere. "
                + KeyLabels.revocationEffect(key)
                + (key.fromStart()
                        ? " It stays revoked even if the environment still sets it when the program starts"
                                + " (DRAWDOWN_BOOTSTRAP_API_KEY): to have such a key, set another one there."
                        : "")
                + " This can’t be undone.";
        new ConfirmationDialog(
                        "Revoke “" + key.name() + "”, key " + key.id() + "?",
                        consequences,
                        "Revoke key",
                        () -> revoke(key))
                .danger()
                .open();
    }

    private String lastUseText(ApiKey key) {
        if (key.lastUsedAt() == null) {
            return "It was never used.";
        }
        var distance = Format.distance(key.lastUsedAt(), clock.instant());
        return "It was last used " + (distance.equals("now") ? "just now" : distance) + ".";
    }

    private void revoke(ApiKey key) {
        try {
            keys.revoke(key.id());
            showNotice(new Notice(
                            Notice.Tone.SUCCESS, "“" + key.name() + "”, key " + key.id() + ", is refused from now on.")
                    .lead("Revoked"));
        } catch (ProblemException refused) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()).lead("Not revoked"));
        }
        showList();
    }
}
