package io.breakwater.route;

import io.breakwater.net.PathPrefix;

/**
 * What an upstream serves.
 *
 * @param mount what is cut from the path and put back before what is shown; {@link PathPrefix#NONE} for a virtual host and for the mount
 *     {@code /}
 * @param upstream whatever serves it
 */
public record Route<T>(PathPrefix mount, T upstream) {}
