package io.drawdown.api;

import io.drawdown.account.Role;
import io.drawdown.account.User;
import io.drawdown.account.UserDirectory;
import io.drawdown.account.Users;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/users")
@Tag(name = ApiDocument.ACCOUNTS)
class UserController {

    private final UserDirectory directory;
    private final Users users;

    UserController(UserDirectory directory, Users users) {
        this.directory = directory;
        this.users = users;
    }

    record UserRequest(@Nullable String username, @Nullable String displayName) {}

    record UserAnswer(String username, @Nullable String displayName, @Nullable String password) {}

    @Operation(summary = "The people who can sign in for an account with a password", description = "An ADMIN's to see.")
    @GetMapping
    Listing<User> listUsers(@PathVariable String account) {
        return directory.of(account);
    }

    @Operation(summary = "Add a person to an account, or change how they are called", description = """
            An ADMIN's to do. Somebody new gets a password that is made up, shown this once, and changed by them when they sign in; \
            for somebody known 'password' is null. A username that somebody of another account has is refused.""")
    @ApiResponse(responseCode = "201", description = "The person, added now, with a password", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "The person, known before", useReturnTypeSchema = true)
    @PutMapping("/{username}")
    ResponseEntity<UserAnswer> putUser(@PathVariable String account, @PathVariable String username, @RequestBody UserRequest body) {
        Addressed.same("username", username, body.username());
        if (directory.isOf(account, username)) {
            users.rename(username, body.displayName());
            return ResponseEntity.ok(new UserAnswer(username, body.displayName(), null));
        }
        var password = users.add(username, body.displayName(), Role.CUSTOMER, account);
        return ResponseEntity.status(HttpStatus.CREATED).body(new UserAnswer(username, body.displayName(), password));
    }

    @Operation(summary = "Remove a person from an account, which ends their sessions", description = "An ADMIN's to do.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{username}")
    void removeUser(@PathVariable String account, @PathVariable String username) {
        if (!directory.isOf(account, username)) {
            throw ProblemException.notFound("The user '" + username + "'");
        }
        users.remove(username);
    }
}
