package io.drawdown.api;

import io.drawdown.account.UserDirectory;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.User;
import io.drawdown.account.model.UserSummary;
import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.json.AddressedCode;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final EntityTags tags;

    UserController(UserDirectory directory, Users users, EntityTags tags) {
        this.directory = directory;
        this.users = users;
        this.tags = tags;
    }

    record NewUser(@Nullable String username, @Nullable String displayName) {}

    record UserName(@Nullable String username, @Nullable String displayName) {}

    record AddedUser(String username, String displayName, String password) {}

    @Operation(summary = "List the users of an account", description = "For ADMIN.")
    @GetMapping
    Listing<User> listUsers(@PathVariable String account) {
        return directory.listUsers(account);
    }

    @Operation(summary = "Add a user to an account", description = """
            For ADMIN. Returns a generated password, only in this response; the user has to change it when signing \
            in. A username that exists is refused.""")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    AddedUser addUser(@PathVariable String account, @RequestBody NewUser body) {
        var username = Objects.requireNonNullElse(body.username(), "");
        var displayName = Objects.requireNonNullElse(body.displayName(), "");
        var password = users.add(username, displayName, Role.CUSTOMER, account);
        return new AddedUser(username, displayName, password);
    }

    @Operation(summary = "Get the display name of a user", description = "For ADMIN.")
    @AnswersETag
    @GetMapping("/{username}")
    ResponseEntity<UserName> getUser(@PathVariable String account, @PathVariable String username) {
        var user = requireKnown(account, username);
        return tags.answer(new UserName(user.username(), user.displayName()));
    }

    @Operation(summary = "Change the display name of a user", description = "For ADMIN.")
    @AnswersETag
    @PutMapping("/{username}")
    ResponseEntity<UserName> renameUser(
            @PathVariable String account,
            @PathVariable String username,
            @RequestBody UserName body,
            TagConditions conditions) {
        AddressedCode.requireSame("username", username, body.username());
        requireKnown(account, username);
        var displayName = Objects.requireNonNullElse(body.displayName(), "");
        users.renameIf(username, displayName, tags.precondition(conditions, before -> new UserName(username, before)));
        return tags.answer(new UserName(username, displayName));
    }

    @Operation(summary = "Remove a user from an account and end the user's sessions", description = "For ADMIN.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{username}")
    void removeUser(@PathVariable String account, @PathVariable String username) {
        requireKnown(account, username);
        users.remove(username);
    }

    private UserSummary requireKnown(String account, String username) {
        return directory
                .find(account, username)
                .orElseThrow(() -> ProblemException.notFound("The user '" + username + "'"));
    }
}
