package io.breakwater.cli.verify;

import io.breakwater.forwarded.HeaderGroup;
import io.breakwater.forwarded.KnownHeader;
import io.breakwater.forwarded.KnownHeaders;
import io.breakwater.net.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is tried: each known header in each spelling, and what goes beyond one header. Each attack has values of its own. */
final class Attacks {
    private static final Map<String, String> NAMES_FOR_ANY =
            Map.of(
                    "X-Forwarded-Tls-Client-Cert*", "X-Forwarded-Tls-Client-Cert-Info",
                    "X-SSL-Client-*", "X-SSL-Client-S-DN",
                    "SSL-Client-*", "SSL-Client-Verify",
                    "X-Amzn-Mtls-Clientcert*", "X-Amzn-Mtls-Clientcert-Subject");

    private final WebServer server;
    private final List<Attack> attacks = new ArrayList<>();

    private Attacks(WebServer server) {
        this.server = server;
    }

    static List<Attack> on(WebServer server) {
        Attacks table = new Attacks(server);
        table.addKnownHeaders();
        table.addValues();
        table.addForwarded();
        table.addConnection();
        table.addHost();
        return List.copyOf(table.attacks);
    }

    private Values values() {
        return new Values(attacks.size());
    }

    private void add(String name, List<String> lines, String... needles) {
        attacks.add(Attack.of(name, lines, List.of(needles)));
    }

    private void addMalformed(String name, List<String> lines, String... needles) {
        attacks.add(Attack.of(name, lines, List.of(needles)).asMalformed());
    }

    private void addKnownHeaders() {
        for (KnownHeader header : KnownHeaders.all()) {
            String name = NAMES_FOR_ANY.getOrDefault(header.name(), header.name());
            addHeader(name, header);
            addAlias(name.replace('-', '_'), name, header);
            if (header.isSelectable()) {
                addAlias(name.replace('-', '.').replace('_', '.'), name, header);
                addAlias(name.toUpperCase(Locale.ROOT), name, header);
                addAlias(name.toLowerCase(Locale.ROOT), name, header);
            }
        }
    }

    private void addAlias(String alias, String name, KnownHeader header) {
        if (!alias.equals(name)) {
            addHeader(alias, header);
        }
    }

    private void addHeader(String name, KnownHeader header) {
        Values values = values();
        String value =
                name.endsWith("Method") ? "PROBE" : values.of(header, server.origin().scheme());
        boolean unique = header.group() != HeaderGroup.SCHEME && !value.equals("PROBE");
        Attack attack =
                Attack.of(name, List.of(name + ": " + value), unique ? values.all() : List.of());
        boolean trustedSay = header.use() == KnownHeader.Use.NOT_FROM_STRANGERS;
        attacks.add(trustedSay ? attack.asTrustedSay() : attack);
    }

    private void addValues() {
        List<String> clients =
                List.of("%s, 127.0.0.1", "%s, %s", " , %s, ", "%s:4711", "\"%s\"", "::ffff:%s");
        for (String form : clients) {
            Values v = values();
            add(
                    "X-Forwarded-For of the form " + form.replace("%s", "a").strip(),
                    List.of("X-Forwarded-For: " + form.replace("%s", v.address())),
                    v.address());
        }
        Values v6 = values();
        add(
                "X-Forwarded-For with IPv6",
                List.of("X-Forwarded-For: " + v6.address6()),
                v6.all().toArray(String[]::new));
        for (String name : List.of("localhost", "127.0.0.1", "unknown", "_hidden")) {
            add("X-Forwarded-For: " + name, List.of("X-Forwarded-For: " + name));
        }
        Values twice = values();
        add(
                "X-Forwarded-For twice",
                List.of(
                        "X-Forwarded-For: " + twice.address(),
                        "x-forwarded-for: " + twice.address()),
                twice.address());
        Values colon = values();
        addMalformed(
                "X-Forwarded-For with a space before the colon",
                List.of("X-Forwarded-For : " + colon.address()),
                colon.address());
        addSchemes();
        addHosts();
    }

    private void addSchemes() {
        String other = Values.other(server.origin().scheme()).text();
        String own = server.origin().scheme().text();
        for (String value : List.of(own + ", " + other, other + "," + own, other + "s")) {
            add("X-Forwarded-Proto: " + value, List.of("X-Forwarded-Proto: " + value));
        }
        boolean https = server.origin().scheme() == Scheme.HTTPS;
        String port = https ? "80" : "443";
        add(
                "X-Forwarded-Proto and -Port: " + port,
                List.of("X-Forwarded-Proto: " + other, "X-Forwarded-Port: " + port));
    }

    private void addHosts() {
        List<String> hosts = List.of("%s:8443", "user@%s", "%s, " + server.host(), "%s/path");
        for (String form : hosts) {
            String host = values().host();
            add(
                    "X-Forwarded-Host of the form " + form.replace("%s", "a"),
                    List.of("X-Forwarded-Host: " + form.replace("%s", host)),
                    host);
        }
        for (String form : List.of("//%s", "/a/../%s", "/%%2f%s", "https://%s", "/\\%s")) {
            String host = values().host();
            String value = form.replace("%s", host).replace("%%", "%");
            add(
                    "X-Forwarded-Prefix of the form " + form.replace("%s", "a").replace("%%", "%"),
                    List.of("X-Forwarded-Prefix: " + value),
                    host);
        }
    }

    private void addForwarded() {
        List<String> forms =
                List.of(
                        "for=%a",
                        "For=\"%a\"",
                        "for=\"[%6]:443\"",
                        "for=127.0.0.1, for=%a",
                        "for=unknown;host=%h",
                        "by=%a;host=\"%h:8443\"",
                        "proto=%s",
                        "for=%a;proto=%s;host=%h",
                        "for=\"%a",
                        ";;for=%a");
        for (String form : forms) {
            Values v = values();
            String value =
                    form.replace("%a", v.address())
                            .replace("%6", v.address6())
                            .replace("%h", v.host())
                            .replace("%s", Values.other(server.origin().scheme()).text());
            String shown =
                    form.replace("%a", "a")
                            .replace("%6", "a")
                            .replace("%h", "h")
                            .replace("%s", "s");
            attacks.add(
                    Attack.of(
                            "Forwarded: " + shown,
                            List.of("Forwarded: " + value),
                            form.equals("proto=%s") ? List.of() : v.all()));
        }
        Values v = values();
        add(
                "both families, and all addresses",
                List.of(
                        "X-Forwarded-For: " + v.address(),
                        "X-Real-IP: " + v.address(),
                        "X-Forwarded-Host: " + v.host(),
                        "X-Forwarded-Prefix: " + v.prefix(),
                        "Forwarded: for=" + v.address() + ";host=" + v.host()),
                v.all().toArray(String[]::new));
    }

    /** A front end that removes what the client's Connection names takes its own words back. */
    private void addConnection() {
        List<String> named =
                List.of(
                        "X-Forwarded-For",
                        "X-Forwarded-Proto",
                        "X-Forwarded-Host",
                        "X-Forwarded-Port",
                        "X-Forwarded-Prefix",
                        "X-Real-IP",
                        "Forwarded",
                        "Host");
        for (String name : named) {
            addMalformed("Connection: close, " + name, List.of("Connection: close, " + name));
        }
        Values v = values();
        addMalformed(
                "Connection: close, X-Forwarded-For, and one of those",
                List.of("Connection: close, X-Forwarded-For", "X-Forwarded-For: " + v.address()),
                v.address());
    }

    private void addHost() {
        String own = "Host: " + server.host();
        String first = values().host();
        addMalformed("Host twice, ours first", List.of(own, "Host: " + first), first);
        String second = values().host();
        addMalformed("Host twice, ours second", List.of("Host: " + second, own), second);
        String list = values().host();
        addMalformed("Host with a list", List.of(own + ", " + list), list);
        String user = values().host();
        addMalformed("Host with a user", List.of(own + "@" + user), user);
        String absolute = values().host();
        String url = server.toString();
        attacks.add(
                Attack.of("our URL, another Host", List.of("Host: " + absolute), List.of(absolute))
                        .asMalformed()
                        .withTarget(url));
    }
}
