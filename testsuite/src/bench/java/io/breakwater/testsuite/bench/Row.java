package io.breakwater.testsuite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A kind of request; every reader gets the same. */
public enum Row {
    NO_HEADER("no forwarding header, stranger", false, 1),
    ONE_HOP("one hop", true, 1),
    THREE_HOPS("three hops", true, 1),
    FORWARDED("Forwarded", true, 1),
    UNTRUSTED("untrusted, twenty headers", false, 1),
    TRUST_1("three hops of many, 1 entry", true, 1),
    TRUST_1_000("three hops of many, 1,000 entries", true, 1_000),
    TRUST_100_000("three hops of many, 100,000 entries", true, 100_000);

    /** Where the one connection comes from. */
    private static final String PEER = "127.0.0.1";

    private static final String CLIENT = "203.0.113.5";
    private static final String PROXIES = "127.0.0.0/8";
    private static final int PROXIES_BITS = 127 << 24;
    private static final int CLIENTS = 0xf0000000;
    private static final int GOLDEN = 0x9e3779b1; // odd, so that it meets every 32-bit number once
    private static final String STRANGERS = "10.0.0.0/8";
    private static final int SEED = 20_260_101;
    private static final int VARIETY = 1_024;

    /** What a browser sends. */
    private static final List<Map.Entry<String, String>> ORDINARY =
            List.of(
                    Map.entry("Host", "backend.internal:8080"),
                    Map.entry("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
                    Map.entry("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
                    Map.entry("Accept-Language", "en-GB,en;q=0.5"),
                    Map.entry("Accept-Encoding", "gzip, deflate, br, zstd"),
                    Map.entry("Referer", "https://www.example.com/catalogue?page=2"),
                    Map.entry("Cookie", "session=4f1c2a9be0d34c6fb1a7; theme=dark"),
                    Map.entry("Connection", "keep-alive"),
                    Map.entry("Upgrade-Insecure-Requests", "1"),
                    Map.entry("Sec-Fetch-Mode", "navigate"));

    /** What somebody sends who wants to be 127.0.0.1 on another host. */
    private static final List<Map.Entry<String, String>> SPOOFED =
            List.of(
                    Map.entry("X-Forwarded-For", PEER),
                    Map.entry("X-Forwarded-Proto", "https"),
                    Map.entry("X-Forwarded-Host", "evil.example"),
                    Map.entry("X-Forwarded-Port", "443"),
                    Map.entry("X-Forwarded-Prefix", "/evil"),
                    Map.entry("X-Forwarded-Server", "evil.example"),
                    Map.entry("X-Forwarded-Scheme", "https"),
                    Map.entry("X-Forwarded-SSL", "on"),
                    Map.entry("X-Real-IP", PEER),
                    Map.entry("X-Client-IP", PEER),
                    Map.entry("True-Client-IP", PEER),
                    Map.entry("CF-Connecting-IP", PEER),
                    Map.entry("Fastly-Client-IP", PEER),
                    Map.entry("Forwarded", "for=127.0.0.1;proto=https;host=evil.example"),
                    Map.entry("X-Cluster-Client-IP", PEER),
                    Map.entry("X-Original-URL", "/admin"),
                    Map.entry("X-Rewrite-URL", "/admin"),
                    Map.entry("X-Forwarded-User", "admin"),
                    Map.entry("X-Script-Name", "/evil"),
                    Map.entry("Front-End-Https", "on"));

    private final String title;
    private final boolean trusted;
    private final int trustEntries;

    Row(String title, boolean trusted, int trustEntries) {
        this.title = title;
        this.trusted = trusted;
        this.trustEntries = trustEntries;
    }

    String title() {
        return title;
    }

    boolean usesForwarded() {
        return this == FORWARDED;
    }

    List<String> chosenHeaders() {
        return usesForwarded()
                ? List.of("Forwarded")
                : List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");
    }

    boolean isTrusted() {
        return trusted;
    }

    boolean isAboutTrustLists() {
        return this == TRUST_1 || this == TRUST_1_000 || this == TRUST_100_000;
    }

    /** What the application has to be told. */
    String truth() {
        return trusted
                ? "https://www.example.com " + (isAboutTrustLists() ? firstClient() : CLIENT)
                : "http://backend.internal:8080 " + PEER;
    }

    /** The network of the proxies; or the peer and single addresses all over IPv4; for strangers, another network. */
    List<String> trustList() {
        if (!trusted) {
            return List.of(STRANGERS);
        }
        if (trustEntries == 1) {
            return List.of(PROXIES);
        }
        return Stream.concat(Stream.of(PEER), scattered().limit(trustEntries - 1L)).toList();
    }

    /** Addresses in no order, each once, none of them a client. */
    private static Stream<String> scattered() {
        return IntStream.iterate(GOLDEN, bits -> bits + GOLDEN)
                .filter(bits -> bits >>> 28 != CLIENTS >>> 28)
                .mapToObj(Row::dotted);
    }

    private static String dotted(int bits) {
        return (bits >>> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    /** The requests to send in turn: all the same, or with other hops each time, so that no branch can be learnt by heart. */
    List<List<Map.Entry<String, String>>> requests() {
        Random random = new Random(SEED);
        List<String> proxies = trustList();
        return IntStream.range(0, isAboutTrustLists() ? VARIETY : 1)
                .mapToObj(i -> request(random, proxies))
                .toList();
    }

    private List<Map.Entry<String, String>> request(Random random, List<String> proxies) {
        List<Map.Entry<String, String>> lines = new ArrayList<>(ORDINARY);
        switch (this) {
            case NO_HEADER -> {}
            case ONE_HOP -> separate(lines, CLIENT);
            case THREE_HOPS -> separate(lines, CLIENT + ", 127.64.0.9, 127.64.0.8");
            case FORWARDED ->
                    lines.add(Map.entry("Forwarded", "for=203.0.113.5;proto=https;host=www.example.com"));
            case UNTRUSTED -> lines.addAll(SPOOFED);
            case TRUST_1, TRUST_1_000, TRUST_100_000 ->
                    separate(
                            lines,
                            client(random) + ", " + proxy(random, proxies) + ", " + proxy(random, proxies));
        }
        return List.copyOf(lines);
    }

    private static void separate(List<Map.Entry<String, String>> lines, String chain) {
        lines.add(Map.entry("X-Forwarded-For", chain));
        lines.add(Map.entry("X-Forwarded-Proto", "https"));
        lines.add(Map.entry("X-Forwarded-Host", "www.example.com"));
        lines.add(Map.entry("X-Forwarded-Port", "443"));
    }

    private static String firstClient() {
        return client(new Random(SEED));
    }

    private static String client(Random random) {
        return dotted(CLIENTS | random.nextInt() >>> 4);
    }

    private static String proxy(Random random, List<String> proxies) {
        return proxies.size() == 1
                ? dotted(PROXIES_BITS | random.nextInt() >>> 8)
                : proxies.get(random.nextInt(proxies.size()));
    }
}
