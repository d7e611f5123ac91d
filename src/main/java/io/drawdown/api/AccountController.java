package io.drawdown.api;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountMatch;
import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = ApiDocument.ACCOUNTS)
class AccountController {

    private final Accounts accounts;
    private final Access access;
    private final EntityTags tags;

    AccountController(Accounts accounts, Access access, EntityTags tags) {
        this.accounts = accounts;
        this.access = access;
        this.tags = tags;
    }

    @Operation(summary = "List accounts by code", description = "For SUPPORT and ADMIN.")
    @GetMapping
    Listing<Account> listAccounts(
            @Parameter(
                            description =
                                    "Part of an account's name or code, or of a user's name or username; or an order number")
                    @RequestParam(required = false)
                    @Nullable
                    String q) {
        return accounts.search(q).map(AccountMatch::account);
    }

    @Operation(summary = "Get an account", description = "For its customers, SUPPORT and ADMIN.")
    @AnswersETag
    @GetMapping("/{account}")
    ResponseEntity<Account> getAccount(@PathVariable String account) {
        return tags.answer(access.requireRead(account));
    }

    @Operation(
            summary = "Create or update an account",
            description = "For ADMIN. The currency can be changed until something of the account is priced.")
    @AnswersETag
    @PutMapping("/{account}")
    ResponseEntity<Account> putAccount(
            @PathVariable String account, @RequestBody Account body, TagConditions conditions) {
        AddressedCode.requireSame("code", account, body.code());
        return tags.answer(accounts.putIf(
                new Account(account, body.name(), body.currency(), body.zone(), body.creditLimit()),
                tags.precondition(conditions)));
    }

    @Operation(
            summary = "Suspend an account",
            description = "For ADMIN. It can't order. Its usage is settled and billed as before.")
    @PostMapping("/{account}/suspend")
    Account suspendAccount(@PathVariable String account) {
        return accounts.suspend(account);
    }

    @Operation(summary = "Close an account", description = """
                    For ADMIN. It takes no more orders, gifts and usage; what is reported is rejected and kept. \
                    Refused while jobs of it run.""")
    @PostMapping("/{account}/close")
    Account closeAccount(@PathVariable String account) {
        return accounts.close(account);
    }

    @Operation(summary = "Activate a suspended or closed account", description = "For ADMIN.")
    @PostMapping("/{account}/activate")
    Account activateAccount(@PathVariable String account) {
        return accounts.activate(account);
    }
}
