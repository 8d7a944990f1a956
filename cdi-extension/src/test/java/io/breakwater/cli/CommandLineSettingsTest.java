package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which option says what in the words of the configuration. */
class CommandLineSettingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --port 8000                                     | listen=127.0.0.1:8000
            --host 0.0.0.0                                  | listen=0.0.0.0:8080
            --host ::1 --port 8000                          | listen=[::1]:8000
            --host=[::1] --port=8000                        | listen=[::1]:8000
            --port 1 --port 2                               | listen=127.0.0.1:2
            --listen *:1 --listen [::1]:2                   | listen=*:1 listen=[::1]:2
            --port 1 --listen *:2                           | listen=*:2 listen=127.0.0.1:1
            --trust-proxy 10.0.0.1 --trust-proxy 10.0.0.2   | trusted-proxies=10.0.0.1 trusted-proxies=10.0.0.2
            --trusted-proxy 10.0.0.1                        | trusted-proxies=10.0.0.1
            --trust-proxy-header A --trust-proxy-header B   | trusted-proxy-headers=A trusted-proxy-headers=B
            --trusted-proxy-headers A,B                     | trusted-proxy-headers=A,B
            --trusted-proxy-count 2                         | trusted-proxy-count=2 trusted-proxy-mode=count
            --clear-untrusted-proxy-headers                 | strip-untrusted=true
            --no-clear-untrusted-proxy-headers              | strip-untrusted=false
            --log-untrusted-proxy-headers                   | log-untrusted=true
            --no-log-untrusted-proxy-headers                | log-untrusted=false
            --url-scheme https                              | url-scheme=https
            --url-prefix /shop                              | url-prefix=/shop
            --mount-point /shop                             | url-prefix-strict=true url-prefix=/shop
            --mount-point /                                 | url-prefix=/
            --server-name www.x --server-alias a --server-alias b | server-aliases=a server-aliases=b server-name=www.x
            --allow-localhost                               | allow-localhost=true
            --proxy-mount-point /a http://x/                | mounts.proxy-mount-point-1.path=/a mounts.proxy-mount-point-1.upstream=http://x/
            --proxy-url-alias /a http://x/                  | mounts.proxy-url-alias-1.path=/a mounts.proxy-url-alias-1.upstream=http://x/
            --proxy-virtual-host h http://x/                | virtual-hosts.proxy-virtual-host-1.host=h virtual-hosts.proxy-virtual-host-1.upstream=http://x/
            --proxy-timeout 5 --socket-timeout 6            | proxy-timeout=5 socket-timeout=6
            --limit-request-body 10485760                   | max-request-body=10485760
            --limit-request-body 0                          | max-request-body=unlimited
            """)
    void says(String options, String settings) {
        assertThat(
                        parsed(options.split(" ")).settings().all().stream()
                                .map(setting -> setting.key() + "=" + setting.value())
                                .sorted())
                .containsExactly(settings.split(" "));
    }

    @Test
    void numbers_routes_as_they_are_written() {
        assertThat(
                        parsed(
                                        "--proxy-mount-point",
                                        "/a",
                                        "http://x/",
                                        "--proxy-mount-point",
                                        "/b",
                                        "http://y/")
                                .settings()
                                .ids("mounts"))
                .containsExactly("proxy-mount-point-1", "proxy-mount-point-2");
    }

    @Test
    void names_the_option_as_written() {
        assertThat(
                        parsed("--trust-proxy", "a", "--trusted-proxy", "b", "--port", "1")
                                .settings()
                                .all())
                .extracting(setting -> setting.value() + " from " + setting.source())
                .containsExactlyInAnyOrder(
                        "a from command line --trust-proxy",
                        "b from command line --trusted-proxy",
                        "127.0.0.1:1 from command line --port");
    }

    private static CommandLineSettings parsed(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = CommandSpecs.CHECK;
        System.arraycopy(options, 0, words, 1, options.length);
        CommandLineSettings settings =
                CommandLineSettings.of(
                        CommandSpecs.commandLine(words).parseArgs(words).subcommand());
        assertThat(settings.problems()).isEmpty();
        return settings;
    }
}
