package io.drawdown;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawdown.base.sql.SqlListing;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    private static final int MAX_TYPES_IN_PACKAGE = 22;
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.drawdown");

    @Test
    void modulesDependOnlyOnAllowedModules() {
        ApplicationModules.of(DrawdownApplication.class).verify();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.drawdown.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void facesAreNotUsedByTheDomain() {
        noClasses()
                .that(resideOutsideOfPackages("io.drawdown.api..", "io.drawdown.console.."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.drawdown.api..").or(resideInAPackage("io.drawdown.console..")))
                .check(PROGRAM);
    }

    @Test
    void onlyInternalPackagesHoldSql() {
        noClasses()
                .that(resideOutsideOfPackages("..internal..", "io.drawdown.base.sql", "io.drawdown.base.database"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        JdbcClient.class,
                        JdbcOperations.class,
                        JdbcTemplate.class,
                        NamedParameterJdbcOperations.class,
                        NamedParameterJdbcTemplate.class,
                        SqlListing.class)
                .check(PROGRAM);
    }

    @Test
    void noTwoTypesShareASimpleName() {
        assertThat(topLevelTypes().collect(groupingBy(JavaClass::getSimpleName, counting())))
                .allSatisfy((name, number) -> assertThat(number).as(name).isEqualTo(1));
    }

    @Test
    void packagesHoldFewTypes() {
        assertThat(topLevelTypes().collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, number) -> assertThat(number).as(name).isLessThanOrEqualTo(MAX_TYPES_IN_PACKAGE));
    }

    private static Stream<JavaClass> topLevelTypes() {
        return PROGRAM.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }
}
