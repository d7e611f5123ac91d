package io.drawdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Compares docs/architecture.md with the code: the picture of the modules and the table of packages. */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/architecture.md");
    private static final Path MADE = Path.of("target/architecture.md");
    private static final Pattern PICTURE = Pattern.compile("(?s)(<!-- modules -->\n).*?(<!-- /modules -->)");
    private static final Pattern LISTED_PACKAGE = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    @Test
    void pictureShowsTheModulesAndTheirDependencies() throws IOException {
        var document = Files.readString(DOCUMENT);
        var made = PICTURE.matcher(document).replaceFirst("$1" + Matcher.quoteReplacement(drawModules()) + "$2");
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);
        assertThat(document)
                .as("%s is out of date; copy %s over it", DOCUMENT, MADE)
                .contains(drawModules())
                .isEqualTo(made);
    }

    @Test
    void tableListsExistingPackages() throws IOException {
        var packages = LISTED_PACKAGE
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of("src/main/java/io/drawdown", name.split("\\.")))
                        .isDirectory());
        assertThat(packages).containsAll(dependencies().keySet());
    }

    /** Draws an arrow from each module to those that it uses, without arrows that follow from others. */
    private static String drawModules() {
        var dependencies = dependencies();
        var reachable = new HashMap<String, Set<String>>();
        dependencies.keySet().forEach(module -> reach(module, dependencies, reachable));
        var drawing = new StringBuilder("```mermaid\ngraph TD\n");
        dependencies.forEach((module, used) -> {
            drawing.append("  ").append(module).append('\n');
            used.stream()
                    .filter(direct -> used.stream()
                            .filter(other -> !other.equals(direct))
                            .noneMatch(other -> reachable.get(other).contains(direct)))
                    .forEach(direct -> drawing.append("  ")
                            .append(module)
                            .append(" --> ")
                            .append(direct)
                            .append('\n'));
        });
        return drawing.append("```\n").toString();
    }

    private static Map<String, Set<String>> dependencies() {
        var modules = ApplicationModules.of(DrawdownApplication.class);
        var dependencies = new TreeMap<String, Set<String>>();
        modules.stream().forEach(module -> {
            var used = new TreeSet<String>();
            module.getDirectDependencies(modules)
                    .uniqueModules()
                    .forEach(other -> used.add(other.getIdentifier().toString()));
            dependencies.put(module.getIdentifier().toString(), used);
        });
        return dependencies;
    }

    private static Set<String> reach(
            String module, Map<String, Set<String>> dependencies, Map<String, Set<String>> reachable) {
        var known = reachable.get(module);
        if (known != null) {
            return known;
        }
        var reached = new HashSet<String>();
        for (var used : dependencies.get(module)) {
            reached.add(used);
            reached.addAll(reach(used, dependencies, reachable));
        }
        reachable.put(module, reached);
        return reached;
    }
}
