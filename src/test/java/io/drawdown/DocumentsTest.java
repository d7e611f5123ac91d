package io.drawdown;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents lead to files, headings, classes and methods that exist, and decisions have a date and a status. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern TYPE_NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern STATUS = Pattern.compile(
            "(?m)^Date: \\d{4}-\\d{2}-\\d{2}(, last changed \\d{4}-\\d{2}-\\d{2})?\\. Status: (accepted|changed by|replaced by).*$");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        var text = FENCED.matcher(read(document)).replaceAll("");
        assertThat(LINK.matcher(text).results().map(link -> link.group(2)).filter(target -> !target.contains("://")))
                .allSatisfy(target ->
                        assertThat(leadsSomewhere(document, target)).as(target).isTrue());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linkedTypesAndMethodsExist(Path document) {
        assertThat(LINK.matcher(read(document))
                        .results()
                        .filter(link -> link.group(2).endsWith(".java")))
                .allSatisfy(link -> assertThat(namesWhatItLeadsTo(document, link))
                        .as(link.group())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void decisionsHaveDateAndStatus(Path decision) {
        assertThat(read(decision)).containsPattern(STATUS);
    }

    @Test
    void glossaryAndArchitectureNameExistingTypes() {
        var types = declaredTypes();
        for (var document : List.of("docs/glossary.md", "docs/architecture.md")) {
            assertThat(TYPE_NAME.matcher(read(Path.of(document))).results().map(name -> name.group(1)))
                    .as(document)
                    .isSubsetOf(types);
        }
    }

    @Test
    void readmeListsEveryDocument() throws IOException {
        var readme = read(Path.of("README.md"));
        try (var docs = Files.list(Path.of("docs"))) {
            assertThat(docs.map(Path::toString))
                    .allSatisfy(document -> assertThat(readme).contains(document));
        }
    }

    static Stream<Path> documents() throws IOException {
        return Stream.concat(
                markdownBelow(Path.of("docs")),
                Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                        .map(Path::of));
    }

    static Stream<Path> decisions() throws IOException {
        return markdownBelow(Path.of("docs/decisions"));
    }

    private static Stream<Path> markdownBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static boolean leadsSomewhere(Path document, String target) {
        var file = target.replaceFirst("#.*", "");
        var leadsTo = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!Files.exists(leadsTo)) {
            return false;
        }
        var heading = target.substring(file.length());
        return heading.isEmpty() || anchorsOf(leadsTo).contains(heading.substring(1));
    }

    private static Set<String> anchorsOf(Path document) {
        return HEADING.matcher(read(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\d _-]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    private static boolean namesWhatItLeadsTo(Path document, MatchResult link) {
        var name = TYPE_NAME.matcher(link.group(1));
        var source = document.resolveSibling(link.group(2)).normalize();
        return name.matches()
                && source.getFileName().toString().equals(name.group(1) + ".java")
                && (name.group(2) == null || read(source).matches("(?s).*\\b" + name.group(2) + "\\b.*"));
    }

    private static Set<String> declaredTypes() {
        var declaration = Pattern.compile("(?:class|record|enum|interface) ([A-Z]\\w+)");
        return Stream.of("src/main/java", "src/test/java")
                .map(Path::of)
                .flatMap(DocumentsTest::sourcesBelow)
                .flatMap(source -> declaration.matcher(read(source)).results())
                .map(type -> type.group(1))
                .collect(toSet());
    }

    private static Stream<Path> sourcesBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
