package io.drawdown.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares NOTICE with the libraries in the packaged program and their licences in its bill of materials. */
@Tag("program")
class NoticeTest {

    private static final Path NOTICE = Path.of("NOTICE");
    private static final Path MADE = Path.of("target/NOTICE");
    private static final String BILL_OF_MATERIALS = "BOOT-INF/classes/META-INF/sbom/application.cdx.json";
    private static final String BILL_OF_MATERIALS_IN_ROOT = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String LAYOUT_TOOLS = "spring-boot-jarmode-tools";

    private JarFile program;
    private JsonNode components;

    @BeforeEach
    void open() throws IOException {
        program = new JarFile(System.getProperty("drawdown.test.jar"));
        var billOfMaterials = Stream.of(BILL_OF_MATERIALS, BILL_OF_MATERIALS_IN_ROOT)
                .map(program::getEntry)
                .filter(Objects::nonNull)
                .findFirst();
        assumeTrue(
                billOfMaterials.isPresent(), "Maven was offline when it packaged, and makes no bill of materials then");
        try (var json = program.getInputStream(billOfMaterials.get())) {
            components = JsonMapper.shared().readTree(json).path("components");
        }
    }

    @AfterEach
    void close() throws IOException {
        program.close();
    }

    @Test
    void billOfMaterialsListsEveryShippedLibrary() {
        var listed = StreamSupport.stream(components.spliterator(), false)
                .map(component -> component.path("name").asString() + "-"
                        + component.path("version").asString() + ".jar")
                .collect(Collectors.toSet());
        assertThat(shippedLibraries()).isNotEmpty().isSubsetOf(listed);
    }

    @Test
    void noticeNamesEveryShippedLibraryWithItsLicence() throws IOException {
        var made = render();
        Files.writeString(MADE, made);
        assertThat(NOTICE)
                .as("NOTICE is out of date; copy %s over it", MADE)
                .content()
                .isEqualTo(made);
    }

    private Set<String> shippedLibraries() {
        return program.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar") && !name.contains(LAYOUT_TOOLS))
                .map(name -> name.substring(LIBRARIES.length()))
                .collect(Collectors.toSet());
    }

    private String render() {
        var shipped = shippedLibraries();
        var byLicence = new TreeMap<String, Set<String>>();
        for (var component : components) {
            var file = component.path("name").asString() + "-"
                    + component.path("version").asString() + ".jar";
            if (shipped.contains(file)) {
                byLicence
                        .computeIfAbsent(licenceOf(component), licence -> new TreeSet<>())
                        .add(component.path("group").asString() + ":"
                                + component.path("name").asString());
            }
        }
        var notice = new StringBuilder("""
                Drawdown

                This product is under the Apache License, Version 2.0; see LICENSE.

                The packaged program contains the libraries below, unchanged, each with its own licence and notices inside of its
                jar. Their versions are in the bill of materials, META-INF/sbom/application.cdx.json. Where several licences are
                named, the first one that Drawdown can be distributed under is chosen.
                """);
        byLicence.forEach((licence, libraries) -> {
            notice.append('\n').append(licence).append('\n');
            libraries.forEach(library -> notice.append("  ").append(library).append('\n'));
        });
        return notice.toString();
    }

    private static String licenceOf(JsonNode component) {
        var licences = StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(choice -> choice.path("expression")
                        .asString(choice.path("license")
                                .path("id")
                                .asString(choice.path("license").path("name").asString(""))))
                .filter(licence -> !licence.isBlank())
                .collect(Collectors.joining(", "));
        assertThat(licences)
                .as("licence of %s", component.path("purl").asString())
                .isNotEmpty();
        return licences;
    }
}
