package io.breakwater.servlet;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that says where the client sees it: the container's own, with the prefix put before its paths. */
final class PrefixedRequest extends HttpServletRequestWrapper {
    private static final Set<String> PATH_ATTRIBUTES =
            Set.of(
                    RequestDispatcher.FORWARD_REQUEST_URI,
                    RequestDispatcher.FORWARD_CONTEXT_PATH,
                    RequestDispatcher.INCLUDE_REQUEST_URI,
                    RequestDispatcher.INCLUDE_CONTEXT_PATH,
                    RequestDispatcher.ERROR_REQUEST_URI,
                    AsyncContext.ASYNC_REQUEST_URI,
                    AsyncContext.ASYNC_CONTEXT_PATH);

    private final ServletRequestContext request;
    private final ShownContext context;

    /** Attribute values that have the prefix already. By identity: the same text may be a path without it. */
    private final Set<Object> shownValues = Collections.newSetFromMap(new IdentityHashMap<>(4));

    private @Nullable PrefixedAsyncContext async;

    PrefixedRequest(ServletRequestContext request, ShownContext context) {
        super(request.getOriginalRequest());
        this.request = request;
        this.context = context;
    }

    @Override
    public String getContextPath() {
        return context.shown(super.getContextPath());
    }

    @Override
    public String getRequestURI() {
        return context.shown(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(getScheme())
                .append("://")
                .append(request.getExchange().getHostAndPort())
                .append(getRequestURI());
    }

    // ---- attributes of dispatches: the container writes them past this wrapper, and reads some of
    // them ----

    @Override
    public @Nullable Object getAttribute(String name) {
        Object value = super.getAttribute(name);
        if (!(value instanceof String path)
                || !PATH_ATTRIBUTES.contains(name)
                || shownValues.contains(path)) {
            return value;
        }
        String shown = context.shown(path);
        shownValues.add(shown); // after a nested include, the container puts back what it read here
        return shown;
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value instanceof String path && PATH_ATTRIBUTES.contains(name)) {
            String inner = context.inner(path);
            if (inner.equals(path)) {
                shownValues.add(path);
            }
            super.setAttribute(name, inner);
        } else {
            super.setAttribute(name, value);
        }
    }

    // ---- async ----

    @Override
    public AsyncContext startAsync() {
        return remember(super.startAsync(), false);
    }

    @Override
    public AsyncContext startAsync(ServletRequest dispatched, ServletResponse response) {
        return remember(super.startAsync(dispatched, response), true);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return shown(super.getAsyncContext());
    }

    private AsyncContext remember(AsyncContext started, boolean supplied) {
        async = new PrefixedAsyncContext(started, supplied, this, request, context);
        return async;
    }

    /** What the application knows a context of the container as. */
    AsyncContext shown(AsyncContext started) {
        return async != null && async.isFor(started) ? async : started;
    }
}
