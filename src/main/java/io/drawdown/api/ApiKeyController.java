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

    @Operation(summary = "Create an API key of an account", description = """
                    For ADMIN. The role is CUSTOMER or METERING. Without 'expiresAt' the key doesn't expire. The key \
                    is returned only in this response.""")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/accounts/{account}/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewApiKey createAccountKey(@PathVariable String account, @RequestBody KeyRequest body) {
        return keys.create(account, body.name(), body.role(), body.expiresAt());
    }

    @Operation(summary = "Create a platform API key", description = """
                    For ADMIN. The role is ADMIN, SUPPORT or METERING. Without 'expiresAt' the key doesn't expire. \
                    The key is returned only in this response.""")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewApiKey createPlatformKey(@RequestBody KeyRequest body) {
        return keys.create(body.name(), body.role(), body.expiresAt());
    }

    @Operation(summary = "List an account's API keys, newest first", description = """
                    For ADMIN. Includes revoked and expired keys. Neither keys nor their hashes are returned. \
                    'lastUsedAt' is exact to the minute.""")
    @GetMapping("/accounts/{account}/api-keys")
    Listing<ApiKey> listAccountKeys(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable ApiKeyState state,
            @RequestParam(required = false) @Nullable Role role,
            @Parameter(description = "Part of the key's name") @RequestParam(required = false) @Nullable String name) {
        return keys.list(account, new ApiKeyFilter(name, state, role, null, null));
    }

    @Operation(
            summary = "List all API keys, newest first",
            description = "For ADMIN. Platform keys and keys of accounts, including revoked and expired ones.")
    @GetMapping("/api-keys")
    Listing<ApiKey> listKeys(
            @Parameter(description = "true: only platform keys; false: only keys of accounts")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean platform,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable ApiKeyState state,
            @RequestParam(required = false) @Nullable Role role,
            @Parameter(description = "Part of the key's name") @RequestParam(required = false) @Nullable String name) {
        return keys.list(new ApiKeyFilter(name, state, role, account, platform));
    }

    @Operation(summary = "Revoke an API key of an account", description = """
                    For ADMIN. The key is refused (401) from the next request on, on every server. This can't be \
                    undone. Repeating it changes nothing.""")
    @ApiResponse(responseCode = "204", description = "The key is revoked")
    @DeleteMapping("/accounts/{account}/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeAccountKey(@PathVariable String account, @PathVariable long id) {
        keys.revoke(account, id);
    }

    @Operation(summary = "Revoke any API key", description = """
                    For ADMIN. The key is refused (401) from the next request on, on every server. This can't be \
                    undone. A revoked bootstrap key stays revoked after a restart; to replace it, set another one in \
                    the environment.""")
    @ApiResponse(responseCode = "204", description = "The key is revoked")
    @DeleteMapping("/api-keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeKey(@PathVariable long id) {
        keys.revoke(id);
    }
}
