package io.breakwater.forwarded;

import java.util.Optional;

/**
 * Proxies that have settings of their own (B-4).
 *
 * @param id the operator's word for them
 * @param addresses where they are
 * @param policy what is believed of them; its trust list also holds the hops that count as trusted
 * @param secret what they have to send, if anything
 */
public record NamedProxy(
        String id, TrustList addresses, TrustPolicy policy, Optional<SharedSecret> secret) {}
