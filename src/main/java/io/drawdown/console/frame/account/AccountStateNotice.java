package io.drawdown.console.frame.account;

import io.drawdown.account.model.Account;
import io.drawdown.console.components.Notice;
import java.util.Optional;

/** The notice to customers that their account is suspended or closed (R23). */
public final class AccountStateNotice {

    private AccountStateNotice() {}

    /** Returns the notice about an account; empty if it is active. */
    public static Optional<Notice> of(Account account) {
        return switch (account.state()) {
            case ACTIVE -> Optional.empty();
            case SUSPENDED ->
                Optional.of(new Notice(
                                Notice.Tone.WARNING,
                                "This account can’t order. Running jobs and usage go on and are billed as before."
                                        + " Ask your provider to activate it.")
                        .lead("Suspended"));
            case CLOSED ->
                Optional.of(new Notice(
                                Notice.Tone.WARNING,
                                "This account takes no orders and no usage. Ask your provider to activate it.")
                        .lead("Closed"));
        };
    }
}
