package io.breakwater.testsuite.bench;

/** What an application is told of a request. */
final class Seen {
    private Seen() {}

    /** {@code https://www.example.com 203.0.113.5}, the port only where a URL needs it. */
    static String text(String scheme, String host, int port, String client) {
        boolean usual = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port) + " " + client;
    }
}
