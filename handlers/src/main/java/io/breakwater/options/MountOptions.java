package io.breakwater.options;

import io.breakwater.net.PathPrefix;

/**
 * A path prefix that an upstream serves (P-1).
 *
 * @param id the operator's word for it
 * @param path the prefix, {@link PathPrefix#NONE} for all paths
 */
public record MountOptions(String id, PathPrefix path, UpstreamOptions upstream) {}
