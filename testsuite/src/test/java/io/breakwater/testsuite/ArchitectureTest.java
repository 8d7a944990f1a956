package io.breakwater.testsuite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which: the arrows go one way. */
class ArchitectureTest {

    /** The packages that decide: usable, and loadable, where there is no Undertow. */
    private static final List<String> PURE =
            List.of("net", "forwarded", "route", "rewrite", "options");

    private static final JavaClasses HANDLERS = compiled("handlers");

    /** Read from the directory: the command line is not in the jar that is on the class path. */
    private static final JavaClasses CDI_EXTENSION = compiled("cdi-extension");

    /** A package and, of Breakwater's others, those that it may use. */
    record Arrow(String from, List<String> to) {
        static Arrow of(String from, String... to) {
            return new Arrow(from, List.of(to));
        }

        @Override
        public String toString() {
            return from + (to.isEmpty() ? " uses none" : " uses only " + String.join(", ", to));
        }
    }

    static Stream<Arrow> arrows() {
        return Stream.of(
                Arrow.of("net"),
                Arrow.of("forwarded", "net"),
                Arrow.of("route", "net"),
                Arrow.of("rewrite", "net"),
                Arrow.of("options", "net", "forwarded", "route", "rewrite"),
                Arrow.of("trust", "net", "forwarded", "route", "rewrite", "options"),
                Arrow.of("io", "net"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arrows")
    void a_package_uses_only_those_under_it(Arrow arrow) {
        String[] allowed =
                Stream.concat(Stream.of(arrow.from()), arrow.to().stream())
                        .map(ArchitectureTest::named)
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(named(arrow.from()))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("io.breakwater.."))
                                .or(resideInAnyPackage(allowed))
                                .as("are under it"))
                .check(HANDLERS);
    }

    @Test
    @DisplayName("only io, answer, undertow, upstream, servlet and the root know Undertow and XNIO")
    void only_the_applying_packages_know_undertow() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.breakwater",
                        named("io"),
                        named("answer"),
                        named("undertow"),
                        named("upstream"),
                        named("servlet"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(HANDLERS);
    }

    @Test
    void nothing_in_handlers_uses_the_root_but_itself() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.breakwater")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.breakwater")
                .check(HANDLERS);
    }

    @Test
    void handlers_use_neither_cdi_nor_configuration_nor_the_command_line() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        named("config"),
                        named("cdi"),
                        named("cli"),
                        "jakarta.enterprise..",
                        "org.eclipse.microprofile..",
                        "picocli..")
                .check(HANDLERS);
    }

    @Test
    void only_the_command_line_uses_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackage(named("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(named("cli"), "picocli..")
                .check(CDI_EXTENSION);
    }

    @Test
    void what_applications_carry_is_bound_to_no_implementation_of_cdi_or_configuration() {
        noClasses()
                .that()
                .resideOutsideOfPackage(named("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jboss.weld..", "io.smallrye.config..")
                .check(CDI_EXTENSION);
    }

    @Test
    void only_the_quarkus_package_knows_quarkus_and_vertx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(named("quarkus"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.vertx..", named("quarkus"))
                .check(CDI_EXTENSION);
    }

    /** There, classes of Undertow's names may be those of quarkus-undertow, or none. */
    @Test
    void the_quarkus_package_uses_no_undertow() {
        noClasses()
                .that()
                .resideInAPackage(named("quarkus"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(CDI_EXTENSION);
    }

    @Test
    void pure_packages_do_not_log() {
        noClasses()
                .that(arePure())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jboss.logging..", "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(System.Logger.class)
                .check(HANDLERS);
    }

    @Test
    void pure_packages_read_no_clock() {
        noClasses()
                .that(arePure())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(HANDLERS);
    }

    @Test
    void pure_packages_resolve_no_names() { // S5
        noClasses()
                .that(arePure())
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callConstructor(InetSocketAddress.class, String.class, int.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(URL.class)
                .check(HANDLERS);
    }

    /** Quarkus's own HTTP server uses these packages without Undertow. */
    @Test
    void pure_packages_load_without_undertow_xnio_and_logging() throws Exception {
        URL[] withoutUndertow = {
            classesOf("handlers").toUri().toURL(),
            jarOf(inet.ipaddr.IPAddress.class),
            jarOf(org.jspecify.annotations.NullMarked.class)
        };
        try (URLClassLoader loader =
                new URLClassLoader(withoutUndertow, ClassLoader.getPlatformClassLoader())) {
            for (String name : pureClassNames()) {
                Class<?> loaded = Class.forName(name, true, loader);
                assertThat(loaded.getClassLoader()).as(name).isSameAs(loader);
                // Signatures name types that initialization need not have touched.
                loaded.getDeclaredMethods();
                loaded.getDeclaredFields();
                loaded.getDeclaredConstructors();
            }
        }
    }

    private static List<String> pureClassNames() {
        List<String> names =
                HANDLERS.stream().filter(arePure()).map(JavaClass::getName).sorted().toList();
        assertThat(PURE)
                .allSatisfy(
                        part ->
                                assertThat(names)
                                        .anyMatch(n -> n.startsWith("io.breakwater." + part)));
        return names;
    }

    private static DescribedPredicate<JavaClass> arePure() {
        return resideInAnyPackage(PURE.stream().map(ArchitectureTest::named).toArray(String[]::new))
                .as("are pure");
    }

    private static String named(String part) {
        return "io.breakwater." + part + "..";
    }

    private static JavaClasses compiled(String module) {
        return new ClassFileImporter().importPath(classesOf(module));
    }

    private static Path classesOf(String module) {
        Path here = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
        return here.resolveSibling(module).resolve("target/classes").normalize();
    }

    private static URL jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
