package io.drawdown.console.signin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of an OpenID provider about a person. */
record OidcClaims(Map<String, Object> all) {

    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Returns the texts of a claim, found by its name or its path; empty if the claim is missing or of another type.
     */
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

    /** Returns the first text of a claim if it can be shown as a name. */
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
        for (var part : name.split("\\.", 0)) {
            found = found instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return found;
    }
}
