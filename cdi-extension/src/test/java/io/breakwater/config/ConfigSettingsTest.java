package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.Problem;
import io.breakwater.options.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSettingsTest {
    private static final String FILE = "app.properties";

    record Row(String name, Configs given, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> readable() {
        return Stream.of(
                new Row(
                        "a property is a setting, without its prefix",
                        Configs.file("breakwater.via=x", "other.via=y"),
                        "via=x"),
                new Row(
                        "an empty value is absent",
                        Configs.file("breakwater.via=", "breakwater.listen=  ")),
                new Row(
                        "an expression is replaced",
                        Configs.file(
                                "name=x",
                                "breakwater.via=${name}",
                                "breakwater.server-name=${nope:y}"),
                        "server-name=y",
                        "via=x"),
                new Row(
                        "the active profile wins",
                        Configs.file("breakwater.via=x", "%prod.breakwater.via=y")
                                .inProfile("prod"),
                        "via=y"),
                new Row(
                        "a key may be in the active profile only",
                        Configs.file("%prod.breakwater.via=y").inProfile("prod"),
                        "via=y"),
                new Row("another profile does not count", Configs.file("%dev.breakwater.via=y")),
                new Row(
                        "the stronger source wins",
                        Configs.file("breakwater.via=x")
                                .and("strong.properties", 200, "breakwater.via=y"),
                        "via=y"),
                new Row(
                        "quotes around a word are left out",
                        Configs.file("breakwater.mounts.\"api\".path=/api"),
                        "mounts.api.path=/api"),
                new Row(
                        "of two spellings the stronger source wins",
                        Configs.file("breakwater.mounts.\"api\".path=/weak")
                                .and(
                                        "strong.properties",
                                        200,
                                        "breakwater.mounts.api.path=/strong"),
                        "mounts.api.path=/strong"),
                new Row(
                        "list items of a YAML source are one list, in their order",
                        Configs.file(
                                "breakwater.listen[10]=*:3",
                                "breakwater.listen[0]=*:1",
                                "breakwater.listen[2]=*:2"),
                        "listen=*:1",
                        "listen=*:2",
                        "listen=*:3"),
                new Row(
                        "a list that is given both ways counts once",
                        Configs.file(
                                "breakwater.listen=*:1,*:2",
                                "breakwater.listen[0]=*:1",
                                "breakwater.listen[1]=*:2"),
                        "listen=*:1,*:2"),
                new Row(
                        "a stronger list takes the place of a weaker one",
                        Configs.file("breakwater.listen=*:1,*:2")
                                .and("x.yaml", 110, "breakwater.listen[0]=*:3"),
                        "listen=*:3"),
                new Row(
                        "an upstream may be a list",
                        Configs.file("breakwater.mounts.a.upstream[0]=http://x/"),
                        "mounts.a.upstream=http://x/"),
                new Row(
                        "an index behind what is no list is part of the key",
                        Configs.file("breakwater.via[0]=x"),
                        "via[0]=x"));
    }

    @ParameterizedTest
    @MethodSource({"readable", "inTheEnvironment"})
    void reads(Row row) {
        ConfiguredSettings read = row.given().read();
        assertThat(read.settings().all())
                .extracting(setting -> setting.key() + "=" + setting.value())
                .containsExactly(row.expected());
        assertThat(read.errors()).isEmpty();
        assertThat(read.warnings()).isEmpty();
    }

    static Stream<Row> inTheEnvironment() {
        return Stream.of(
                new Row(
                        "a fixed key",
                        Configs.environment("BREAKWATER_TRUSTED_PROXIES=loopback"),
                        "trusted-proxies=loopback"),
                new Row(
                        "in lower case, as the specification allows",
                        Configs.environment("breakwater_via=x"),
                        "via=x"),
                new Row(
                        "with dots, where a container can set such names",
                        Configs.environment("breakwater.via=x"),
                        "via=x"),
                new Row(
                        "a mount of its own",
                        Configs.environment(
                                "BREAKWATER_MOUNTS_API_PATH=/api",
                                "BREAKWATER_MOUNTS_API_UPSTREAM=http://x/"),
                        "mounts.api.path=/api",
                        "mounts.api.upstream=http://x/"),
                new Row(
                        "a word of two words",
                        Configs.environment("BREAKWATER_VIRTUAL_HOSTS_MY_API_HOST=x"),
                        "virtual-hosts.my-api.host=x"),
                new Row(
                        "the longest known ending is the key",
                        Configs.environment("BREAKWATER_MOUNTS_API_CONNECT_TIMEOUT=1s"),
                        "mounts.api.connect-timeout=1s"),
                new Row(
                        "overrides what a file says",
                        Configs.file("breakwater.via=x").withEnvironment("BREAKWATER_VIA=y"),
                        "via=y"),
                new Row(
                        "adds to a mount of a file, whose spelling counts",
                        Configs.file("breakwater.mounts.my_Api.path=/api")
                                .withEnvironment("BREAKWATER_MOUNTS_MY_API_TIMEOUT=1s"),
                        "mounts.my_Api.path=/api",
                        "mounts.my_Api.timeout=1s"),
                new Row(
                        "adds to a mount of a file, whatever its word",
                        Configs.file("breakwater.mounts.a$1.path=/api")
                                .withEnvironment("BREAKWATER_MOUNTS_A_1_TIMEOUT=1s"),
                        "mounts.a$1.path=/api",
                        "mounts.a$1.timeout=1s"),
                new Row(
                        "overrides a quoted word of a file, by the specification's name",
                        Configs.file("breakwater.mounts.\"api\".path=/x")
                                .withEnvironment("BREAKWATER_MOUNTS__API__PATH=/y"),
                        "mounts.api.path=/y"),
                new Row(
                        "overrides a quoted word of a file, by the plain name",
                        Configs.file("breakwater.mounts.\"api\".path=/x")
                                .withEnvironment("BREAKWATER_MOUNTS_API_PATH=/y"),
                        "mounts.api.path=/y"),
                new Row(
                        "an empty variable takes back what a file says",
                        Configs.file("breakwater.via=x").withEnvironment("BREAKWATER_VIA=")),
                new Row(
                        "other software's variables are none of ours",
                        Configs.environment("BREAK=1", "PATH=/bin")));
    }

    static Stream<Row> kubernetesServiceLinks() {
        return Stream.of(
                new Row(
                        "of a service called breakwater",
                        Configs.environment("BREAKWATER_PORT=tcp://10.0.0.1:80")),
                new Row("its host", Configs.environment("BREAKWATER_SERVICE_HOST=10.0.0.1")),
                new Row(
                        "its port",
                        Configs.environment("BREAKWATER_PORT_80_TCP=tcp://10.0.0.1:80")),
                new Row(
                        "a service called breakwater-mounts-x",
                        Configs.environment("BREAKWATER_MOUNTS_X_SERVICE_HOST=10.0.0.1")));
    }

    @ParameterizedTest
    @MethodSource("kubernetesServiceLinks")
    void only_warns_of_variables_that_mean_no_key(Row row) {
        ConfiguredSettings read = row.given().read();
        assertThat(read.settings().all()).isEmpty();
        assertThat(read.read().errors()).isEmpty();
        assertThat(read.warnings())
                .singleElement()
                .asString()
                .contains("is an environment variable that means no key, and is ignored");
    }

    @Test
    void names_the_sources() {
        List<Setting> settings =
                Configs.file(
                                "breakwater.via=x",
                                "breakwater.listen=*:1",
                                "breakwater.mounts.\"a\".path=/a")
                        .withEnvironment("BREAKWATER_LISTEN=*:2")
                        .read()
                        .settings()
                        .all();
        assertThat(settings)
                .extracting(Setting::source)
                .containsExactly("environment variable BREAKWATER_LISTEN", FILE, FILE);
    }

    @Test
    void reports_an_expression_that_refers_to_nothing() {
        ConfiguredSettings read = Configs.file("breakwater.via=${nope}").read();
        assertThat(read.settings().all()).isEmpty();
        assertThat(read.errors())
                .extracting(Problem::toString)
                .containsExactly(
                        "breakwater.via: \"${nope}\" refers to something that has no value (from app.properties). Set what it refers to, or"
                                + " write ${name:value} with a value for when it is not set.");
    }

    @Test
    void does_not_call_missing_what_refers_to_nothing() {
        ConfiguredSettings read =
                Configs.file("breakwater.mounts.a.path=/a", "breakwater.mounts.a.upstream=${nope}")
                        .read();
        assertThat(read.read().errors())
                .extracting(Problem::key)
                .containsExactly("breakwater.mounts.a.upstream");
    }

    @Test
    void refuses_words_with_dots() {
        assertThat(
                        Configs.file(
                                        "breakwater.virtual-hosts.\"www.example.com\".upstream=http://x/")
                                .read()
                                .errors())
                .extracting(Problem::toString)
                .containsExactly(
                        "breakwater.virtual-hosts.\"www.example.com\".upstream: has a name with dots in it. Use letters, digits, - and _ for"
                                + " the name, and put paths and hosts into values.");
    }

    @Test
    void reports_everything_at_once() {
        ConfiguredSettings read =
                Configs.file(
                                "breakwater.trusted-proxies=localhost,10.0.0.1/8",
                                "breakwater.trusted-proxy-headers=X-Forwarded-For X-Real-IP",
                                "breakwater.trusted-proxis=10.0.0.0/8",
                                "breakwater.mounts.api.path=/api/",
                                "breakwater.via=${nope}",
                                "breakwater.socket-timeout=5 parsecs")
                        .withEnvironment(
                                "BREAKWATER_IO_THREADS=many", "BREAKWATER_PORT=tcp://10.0.0.1:80")
                        .read();
        assertThat(read.read().errors())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "breakwater.via",
                        "breakwater.trusted-proxies",
                        "breakwater.trusted-proxies",
                        "breakwater.trusted-proxy-headers",
                        "breakwater.trusted-proxis",
                        "breakwater.mounts.api.upstream",
                        "breakwater.socket-timeout",
                        "breakwater.io-threads");
        assertThat(read.read().options()).isEmpty();
        assertThat(read.read().warnings()).extracting(Problem::key).contains("BREAKWATER_PORT");
    }
}
