package io.drawdown.console.admin.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of the keys with which programs call the API. */
@Route(KeysView.ADDRESS)
@PageTitle("API Keys · Drawdown")
@Menu(title = "API Keys", order = 31)
@RolesAllowed("ADMIN")
class KeysView extends ListPage<ApiKey> {

    static final String ADDRESS = "api-keys";

    private static final ParameterFormat<Boolean> PLATFORM =
            new ParameterFormat<>(text -> text.equals("platform") ? true : null, platform -> "platform");

    private final ApiKeys keys;
    private final AccountChoices accounts;
    private final Clock clock;
    private final Filter<String> name;
    private final Filter<ApiKeyState> state;
    private final Filter<Role> scope;
    private final Filter<String> account;
    private final Filter<Boolean> platform;
    private final ApiKeyGrid grid;

    KeysView(ApiKeys keys, AccountChoices accounts, Clock clock) {
        super("API Keys", ADDRESS, "key", "keys");
        this.keys = keys;
        this.accounts = accounts;
        this.clock = clock;
        name = filters().search("name", "Name", "Part of a key’s name");
        state = filters().choice("state", "State", ApiKeyState.values(), KeyLabels::label);
        scope = filters().choice("scope", "Scope", Role.values(), KeyLabels::label);
        var owner = new KeyOwnerField("Belongs to", accounts);
        account = filters().choice("account", ParameterFormat.TEXT, owner, owner::account, owner::choose);
        platform = filters().choice("of", PLATFORM, owner, owner::isPlatform, any -> owner.choosePlatform());
        grid = new ApiKeyGrid(this::askToRevoke, clock);
        header().setActions(new Button("Refresh", click -> showList()), newKeyButton());
    }

    @Override
    protected Listing<ApiKey> rows() {
        return keys.list(
                new ApiKeyFilter(name.value(), state.value(), scope.value(), account.value(), platform.value()));
    }

    @Override
    protected ApiKeyGrid grid() {
        return grid;
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No keys yet",
                "Programs call the API with keys: platforms that report usage, and scripts.",
                newKeyButton());
    }

    private Button newKeyButton() {
        var button = new Button(
                "New key …", click -> new NewKeyDialog(keys, accounts, account.value(), this::showList, clock).open());
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
