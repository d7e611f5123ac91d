package io.drawdown.api;

import io.drawdown.account.ApiKeys;
import io.drawdown.account.model.ApiKey;
import io.drawdown.account.model.ApiKeyFilter;
import io.drawdown.account.model.ApiKeyState;
import io.drawdown.account.model.Role;
import io.drawdown.api.infra.json.RejectsUnknownFields;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = ApiDocument.ACCOUNTS)
public class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * The body of a request for a new key.
     *
     * @param expiresAt the first instant at which the key is refused; if omitted, the key doesn't expire
     */
    @RejectsUnknownFields
    public record KeyRequest(
            String name, @Nullable Role role, @Nullable Instant expiresAt) {}

    @Operation(
            summary = "Make a key that acts for an account",
            description =
                    "An ADMIN's to do. Its role is CUSTOMER or METERING. Without 'expiresAt' it holds for good. The key is shown this once.")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/accounts/{account}/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewApiKey createAccountKey(@PathVariable String account, @RequestBody KeyRequest body) {
        return keys.create(account, body.name(), body.role(), body.expiresAt());
    }

    @Operation(
            summary = "Make a key of the platform",
            description =
                    "An ADMIN's to do. Its role is ADMIN, SUPPORT or METERING. Without 'expiresAt' it holds for good. The key is shown this once.")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewApiKey createPlatformKey(@RequestBody KeyRequest body) {
        return keys.create(body.name(), body.role(), body.expiresAt());
    }

    @Operation(
            summary = "An account's keys, the newest first",
            description =
                    "For ADMIN. What is known of them, which is neither their text nor its hash. Those that were revoked or have "
                            + "expired stay on the list. 'lastUsedAt' is exact to the minute.")
    @GetMapping("/accounts/{account}/api-keys")
    Listing<ApiKey> listAccountKeys(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable ApiKeyState state,
            @RequestParam(required = false) @Nullable Role role,
            @Parameter(description = "A part of the key's name") @RequestParam(required = false) @Nullable
                    String name) {
        return keys.list(account, new ApiKeyFilter(name, state, role, null, null));
    }

    @Operation(
            summary = "All keys, those of the platform and of accounts, the newest first",
            description = "For ADMIN. As the list of an account's keys.")
    @GetMapping("/api-keys")
    Listing<ApiKey> listKeys(
            @Parameter(description = "true: those of the platform; false: those of accounts")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean platform,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable ApiKeyState state,
            @RequestParam(required = false) @Nullable Role role,
            @Parameter(description = "A part of the key's name") @RequestParam(required = false) @Nullable
                    String name) {
        return keys.list(new ApiKeyFilter(name, state, role, account, platform));
    }

    @Operation(
            summary = "Revoke a key of an account",
            description = "An ADMIN's to do. From the next request on it is refused (401), on every "
                    + "server. It can't be undone. Doing it again changes nothing.")
    @ApiResponse(responseCode = "204", description = "It is revoked")
    @DeleteMapping("/accounts/{account}/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeAccountKey(@PathVariable String account, @PathVariable long id) {
        keys.revoke(account, id);
    }

    @Operation(
            summary = "Revoke a key, of the platform or of an account",
            description =
                    "As revoking a key of an account. The key that the "
                            + "environment sets stays revoked at the next start as well, until the environment sets another one.")
    @ApiResponse(responseCode = "204", description = "It is revoked")
    @DeleteMapping("/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeKey(@PathVariable long id) {
        keys.revoke(id);
    }
}
