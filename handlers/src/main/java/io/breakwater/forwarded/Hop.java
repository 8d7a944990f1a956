package io.breakwater.forwarded;

/**
 * A hop that was inspected.
 *
 * @param trusted whether the trust list was asked and holds it
 */
public record Hop(Node node, boolean trusted) {}
