package io.drawdown.api;

import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.quota.FailingAccounts;
import io.drawdown.quota.ledger.FailingAccount;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/failing-accounts")
@Tag(name = ApiDocument.CORRECTIONS)
class FailingAccountController {

    private final FailingAccounts failing;

    FailingAccountController(FailingAccounts failing) {
        this.failing = failing;
    }

    /** The outcome of a try. */
    record Tried(String account, boolean caughtUp, @Nullable FailingAccount failing) {}

    @Operation(summary = "List accounts whose background work fails, longest failing first", description = """
                    For ADMIN. Each is retried automatically at 'nextTryAt', with delays that double up to ten \
                    minutes. Until then nothing can be settled, bought or changed for the account. Its events are \
                    rejected and kept for replay.""")
    @GetMapping
    Listing<FailingAccount> listFailingAccounts() {
        return failing.list();
    }

    @Operation(
            summary = "Retry an account's background work now",
            description =
                    "For ADMIN. 'caughtUp' tells whether the retry succeeded. If not, 'failing' gives the reason.")
    @PostMapping("/{account}/try")
    Tried tryFailingAccount(@PathVariable String account) {
        var still = failing.tryNow(account);
        return new Tried(account, still.isEmpty(), still.orElse(null));
    }
}
