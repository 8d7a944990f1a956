package io.breakwater.servlet;

import io.breakwater.net.PathPrefix;

/**
 * Where a deployment is, for the container and for its clients.
 *
 * <table>
 * <caption>With the prefix {@code /shop} and the context path {@code /app}</caption>
 * <tr><th></th><th>{@link #shown}</th><th>{@link #inner}</th></tr>
 * <tr><td>{@code /app/x}</td><td>{@code /shop/app/x}</td><td>{@code /app/x}</td></tr>
 * <tr><td>{@code /shop/app/x}</td><td></td><td>{@code /app/x}</td></tr>
 * <tr><td>{@code /shopping}</td><td></td><td>{@code /shopping}</td></tr>
 * </table>
 *
 * @param prefix what the container's clients have to put before each of its paths; not {@link PathPrefix#NONE}
 * @param contextPath as {@code ServletContext} has it: empty at the root
 */
record ShownContext(PathPrefix prefix, String contextPath) {
    /** A path as the container knows it, as clients see it. */
    String shown(String path) {
        return prefix + path;
    }

    /** A path as clients see it, as the container knows it; one that is not under the prefix is returned as it is. */
    String inner(String path) {
        return isUnder(prefix.toString(), path) ? path.substring(prefix.toString().length()) : path;
    }

    /** Whether clients find this deployment under {@code path}. */
    boolean isShown(String path) {
        return isUnder(prefix + contextPath, path);
    }

    /** Whether {@code path} leads to this deployment if one forgets the prefix. At the root, every path would. */
    boolean isForgetful(String path) {
        return !contextPath.isEmpty() && isUnder(contextPath, path) && !isShown(path);
    }

    /** The path of the session cookie for clients, if {@code path} is configured: the context path unless somebody changed it. */
    String cookiePath(String path) {
        boolean isDefault = path.equals(contextPath.isEmpty() ? "/" : contextPath);
        if (!isDefault && isUnder(prefix.toString(), path)) {
            return path;
        }
        return path.equals("/") ? prefix.toString() : shown(path);
    }

    private static boolean isUnder(String base, String path) {
        return path.startsWith(base)
                && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }
}
