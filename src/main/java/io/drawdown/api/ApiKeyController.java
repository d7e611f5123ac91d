package io.drawdown.api;

import io.drawdown.account.ApiKeys;
import io.drawdown.account.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = ApiDocument.ACCOUNTS)
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    record KeyRequest(String name, @Nullable Role role) {}

    @Operation(summary = "Make a key that acts for an account", description = "An ADMIN's to do. Its role is CUSTOMER or METERING. The key is shown this once.")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/accounts/{account}/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewKey createAccountKey(@PathVariable String account, @RequestBody KeyRequest body) {
        return keys.create(account, body.name(), body.role());
    }

    @Operation(summary = "Make a key of the platform", description = "An ADMIN's to do. Its role is ADMIN, SUPPORT or METERING. The key is shown this once.")
    @ApiResponse(responseCode = "201", description = "The key", useReturnTypeSchema = true)
    @PostMapping("/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.NewKey createPlatformKey(@RequestBody KeyRequest body) {
        return keys.create(body.name(), body.role());
    }
}
