package io.breakwater.cdi;

import io.breakwater.net.InvalidValue;
import io.breakwater.net.PathPrefix;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.Keys;
import io.breakwater.options.Problem;
import io.breakwater.options.ReadOptions;
import io.breakwater.options.Setting;
import io.breakwater.options.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a deployment is in its server, and what cannot be asked for there.
 *
 * @param contextPath as the container writes it
 * @param context the same as a prefix; none where the deployment is at the root, or where its path cannot be one
 */
record DeploymentPlace(String contextPath, PathPrefix context) {
    private static final String URL_PREFIX = "url-prefix";
    private static final String STRICT = "url-prefix-strict";

    static DeploymentPlace of(String contextPath) {
        try {
            return new DeploymentPlace(contextPath, PathPrefix.configured(contextPath));
        } catch (InvalidValue e) {
            return new DeploymentPlace(contextPath, PathPrefix.NONE);
        }
    }

    /** Adds what is wrong here to what is wrong anywhere. */
    ReadOptions check(ReadOptions read, Settings settings) {
        List<Problem> errors = new ArrayList<>(read.errors());
        read.options().ifPresent(options -> check(options, settings, errors));
        return new ReadOptions(
                errors.isEmpty() ? read.options() : Optional.empty(), errors, read.warnings());
    }

    private void check(BreakwaterOptions options, Settings settings, List<Problem> errors) {
        boolean atRoot = contextPath.isEmpty() || contextPath.equals("/");
        PathPrefix urlPrefix = options.site().urlPrefix();
        if (!atRoot && !urlPrefix.isNone() && urlPrefix.cutFrom(contextPath + "/") != null) {
            errors.add(
                    problem(
                            settings.last(URL_PREFIX),
                            URL_PREFIX,
                            "is a part of the context path " + contextPath + " already",
                            "Leave it out, or write what stands before the context path in public"));
        }
        if (!atRoot && options.site().urlPrefixStrict()) {
            errors.add(
                    problem(
                            settings.last(STRICT),
                            STRICT,
                            "would refuse everything below the context path " + contextPath,
                            "Leave it out; the server-wide filter can be strict"));
        }
        if (!atRoot && context.isNone() && options.hasRoutes()) {
            errors.add(
                    problem(
                            Optional.empty(),
                            "mounts",
                            "cannot be below the context path " + contextPath,
                            "Choose a context path of letters, digits and -._~, or mount server-wide"));
        }
    }

    private static Problem problem(
            Optional<Setting> setting, String key, String what, String remedy) {
        return new Problem(
                Keys.PREFIX + key,
                setting.map(Setting::value),
                what,
                setting.map(Setting::source),
                remedy);
    }

    @Override
    public String toString() {
        return contextPath.isEmpty() ? "/" : contextPath;
    }
}
