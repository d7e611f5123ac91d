package io.drawdown.console.signin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an OpenID provider says of a person. */
record OidcClaims(Map<String, Object> all) {

    private static final int MAX_NAME_LENGTH = 100;

    /** The texts of a claim, one or several, by its name or its path; none if it isn't there or is something else. */
    List<String> texts(String name) {
        return switch (find(name)) {
            case String one -> List.of(one);
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    /** The one text of a claim that can be shown as a name. */
    Optional<String> name(String name) {
        return texts(name).stream()
                .findFirst()
                .filter(text -> !text.isBlank()
                        && text.length() <= MAX_NAME_LENGTH
                        && text.chars().noneMatch(Character::isISOControl));
    }

    private @Nullable Object find(String name) {
        if (all.containsKey(name)) {
            return all.get(name);
        }
        Object found = all;
        for (var part : name.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return found;
    }
}
