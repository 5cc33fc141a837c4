package demarc.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import demarc.app.platform.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/// The line, as a test: platform · directory · agreement · estate · signals · work · reporting · decide · demo.
class ArchitectureTest {
    private static final List<String> LINE = List.of("platform", "directory", "agreement", "estate", "signals", "work", "reporting", "decide", "demo");
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("demarc");

    @Test void aModuleImportsOnlyWhatStandsToItsLeft() {
        for (var place = 0; place < LINE.size(); place++) {
            var right = LINE.subList(place + 1, LINE.size()).stream().map(module -> "demarc.app.%s..".formatted(module)).toArray(String[]::new);
            if (right.length > 0)
                noClasses().that().resideInAPackage("demarc.app.%s..".formatted(LINE.get(place)))
                        .should().dependOnClassesThat().resideInAnyPackage(right).allowEmptyShould(true).check(CLASSES);
        }
    }

    @Test void modulesHideTheirInnerPackages() {
        var modules = ApplicationModules.of("demarc.app", new ImportOption.DoNotIncludeTests());
        assertThat(modules.stream().map(module -> module.getIdentifier().toString()).toList()).isSubsetOf(LINE);
        modules.verify();
    }

    @Test void theCoreKnowsNothingOfFrameworksDatabasesOrLogs() {
        noClasses().that().resideInAPackage("demarc.core..")
                .should().dependOnClassesThat().resideInAnyPackage("demarc.app..", "org.springframework..", "java.sql..", "javax.sql..", "org.slf4j..", "java.net.http..")
                .check(CLASSES);
    }

    @Test void onlyOneJackson() {
        noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind..").check(CLASSES);
    }

    @Test void everyEndpointBelowApiSaysTheScopeItNeeds() {
        for (var type : CLASSES)
            if (type.isAnnotatedWith(RestController.class) && !type.getSimpleName().equals("OpenApi")) // anybody may read what the API is
                for (var method : type.getMethods())
                    if (method.isMetaAnnotatedWith("org.springframework.web.bind.annotation.RequestMapping"))
                        assertThat(type.isAnnotatedWith(Needs.class) || method.isAnnotatedWith(Needs.class)).as(method.getFullName()).isTrue();
    }
}
