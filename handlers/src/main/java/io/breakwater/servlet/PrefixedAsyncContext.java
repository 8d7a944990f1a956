package io.breakwater.servlet;

import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Dispatches a request to the URI that it shows, which the container would not find.
 *
 * <p>All else is the container's own context.
 */
final class PrefixedAsyncContext implements AsyncContext {
    private final AsyncContext started;
    private final boolean supplied;
    private final PrefixedRequest owner;
    private final ServletRequestContext request;
    private final ShownContext context;

    /**
     * @param started the container's
     * @param supplied whether the application said which request is to be dispatched
     */
    PrefixedAsyncContext(
            AsyncContext started,
            boolean supplied,
            PrefixedRequest owner,
            ServletRequestContext request,
            ShownContext context) {
        this.started = started;
        this.supplied = supplied;
        this.owner = owner;
        this.request = request;
        this.context = context;
    }

    boolean isFor(AsyncContext other) {
        return started == other;
    }

    @Override
    public void dispatch() {
        if (supplied && started.getRequest() instanceof HttpServletRequest dispatched) {
            dispatchToUriOf(dispatched);
        } else {
            started.dispatch();
        }
    }

    /** The container's way of it, with the path that it knows. */
    private void dispatchToUriOf(HttpServletRequest dispatched) {
        String uri = context.inner(dispatched.getRequestURI());
        String query = dispatched.getQueryString();
        DeploymentManager found =
                request.getDeployment().getServletContainer().getDeploymentByPath(uri);
        if (found == null) {
            throw new IllegalStateException("No deployment has the context path of " + uri);
        }
        ServletContext target = found.getDeployment().getServletContext();
        String path = uri.substring(target.getContextPath().length());
        started.dispatch(target, query == null || query.isEmpty() ? path : path + "?" + query);
    }

    @Override
    public void dispatch(String path) {
        started.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext target, String path) {
        started.dispatch(target, path);
    }

    @Override
    public ServletRequest getRequest() {
        return started.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return started.getResponse();
    }

    /** Ours count as the container's. */
    @Override
    public boolean hasOriginalRequestAndResponse() {
        return getRequest() instanceof PrefixedRequest && getResponse() instanceof PrefixedResponse;
    }

    @Override
    public void complete() {
        started.complete();
    }

    @Override
    public void start(Runnable run) {
        started.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        started.addListener(new Listener(listener));
    }

    @Override
    public void addListener(
            AsyncListener listener, ServletRequest eventRequest, ServletResponse eventResponse) {
        started.addListener(new Listener(listener), eventRequest, eventResponse);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return started.createListener(type);
    }

    @Override
    public void setTimeout(long timeoutMillis) {
        started.setTimeout(timeoutMillis);
    }

    @Override
    public long getTimeout() {
        return started.getTimeout();
    }

    /** Gives the application's listener events about the contexts that the application knows. */
    private final class Listener implements AsyncListener {
        private final AsyncListener application;

        Listener(AsyncListener application) {
            this.application = application;
        }

        private AsyncEvent shown(AsyncEvent event) {
            AsyncContext about = event.getAsyncContext();
            return new AsyncEvent(
                    isFor(about) ? PrefixedAsyncContext.this : owner.shown(about),
                    event.getSuppliedRequest(),
                    event.getSuppliedResponse(),
                    event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            application.onComplete(shown(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            application.onTimeout(shown(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            application.onError(shown(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            application.onStartAsync(shown(event));
        }
    }
}
