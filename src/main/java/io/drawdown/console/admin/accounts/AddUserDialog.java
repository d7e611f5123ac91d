package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.console.components.dialog.FormDialog;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The dialog that adds a user, for whom a password is generated. */
class AddUserDialog extends FormDialog {

    private final Users users;
    private final @Nullable String account;
    private final BiConsumer<String, String> added;
    private final TextField username = new TextField("Username");
    private final TextField displayName = new TextField("Name");
    private final RadioButtonGroup<Role> role = new RadioButtonGroup<>("Role");

    /**
     * Creates a dialog for an account, or for the platform if the account is null.
     *
     * @param added receives the username and the generated password
     */
    AddUserDialog(Users users, @Nullable String account, List<Role> roles, BiConsumer<String, String> added) {
        super("Add user", "Add user");
        this.users = users;
        this.account = account;
        this.added = added;
        displayName.setHelperText("Shown in the console.");
        displayName.setRequiredIndicatorVisible(true);
        username.setHelperText("Used to sign in. It can’t be changed later.");
        username.setRequiredIndicatorVisible(true);
        role.setItems(roles);
        role.setItemLabelGenerator(one -> switch (one) {
            case ADMIN -> "Admin: may do everything";
            case SUPPORT -> "Support: sees every account and changes nothing";
            case CUSTOMER, METERING -> UserGrid.roleLabel(one);
        });
        role.setValue(roles.getLast());
        addField(displayName, "Name", "displayName");
        addField(username, "Username", "username");
        if (roles.size() > 1) {
            addField(role, "Role", "role");
        }
        var password = new Paragraph(
                "A password is generated and shown once. Pass it on; the user chooses a new one when signing in.");
        password.addClassName("quiet");
        addRows(password);
    }

    @Override
    protected void submit() {
        var name = username.getValue().strip();
        var password = users.add(name, displayName.getValue().strip(), role.getValue(), account);
        close();
        added.accept(name, password);
    }
}
