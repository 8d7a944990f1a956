package io.breakwater.testsuite.bench;

/** Requests of one {@link Row} to one {@link Reader}. */
interface Requests {
    /** Makes the next request and lets it be read; returns what the application sees. */
    Object next() throws Exception;

    /** What the application saw of the last request: {@code https://www.example.com 203.0.113.5}. */
    String seen();
}
