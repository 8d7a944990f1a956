package io.breakwater.options;

/**
 * A host name that an upstream serves (P-1).
 *
 * @param id the operator's word for it
 * @param host the name in lower case, without a port
 */
public record VirtualHostOptions(String id, String host, UpstreamOptions upstream) {}
