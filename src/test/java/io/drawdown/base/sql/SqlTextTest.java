package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The text of the program's SQL statements. */
class SqlTextTest {

    private static final Pattern EXPANDED_LIST = Pattern.compile("\\bin\\s*\\(?\\s*:\\w+", Pattern.CASE_INSENSITIVE);

    private static final Pattern JPA_FINDER_OF_LIST =
            Pattern.compile("extends JpaRepository<.*\\((?:Collection|List|Set|Iterable)<", Pattern.DOTALL);

    /** A list in parentheses takes one parameter per value, and PostgreSQL refuses more than 65,535 of them. */
    @Test
    void bindsListsAsArrays() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern(EXPANDED_LIST)
                            .doesNotContainPattern(JPA_FINDER_OF_LIST));
        }
    }
}
