package io.breakwater.servlet;

import io.undertow.Handlers;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.TransportGuaranteeType;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.servlet.handlers.DefaultServlet;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Set;

/** A servlet application that does all that has to do with paths, with files and a login form. */
public final class Application {
    private Application() {}

    /** The handler of a container that has the application at these context paths. */
    static HttpHandler at(Path files, String... contextPaths) throws ServletException, IOException {
        Files.createDirectories(files.resolve("docs"));
        Files.createDirectories(files.resolve("list"));
        Files.writeString(files.resolve("docs/index.html"), "<p>the index");
        Files.writeString(files.resolve("docs/a.txt"), "a file");
        Files.writeString(files.resolve("list/b.txt"), "another");
        ServletContainer container = Servlets.newContainer();
        PathHandler paths = Handlers.path();
        for (String contextPath : contextPaths) {
            DeploymentManager manager = container.addDeployment(deployment(contextPath, files));
            manager.deploy();
            paths.addPrefixPath(contextPath.isEmpty() ? "/" : contextPath, manager.start());
        }
        return paths;
    }

    private static DeploymentInfo deployment(String contextPath, Path files) {
        return Servlets.deployment()
                .setClassLoader(Application.class.getClassLoader())
                .setDeploymentName("application" + contextPath)
                .setContextPath(contextPath.isEmpty() ? "/" : contextPath)
                .setResourceManager(new PathResourceManager(files))
                .addWelcomePage("index.html")
                .addServlet(
                        Servlets.servlet("default", DefaultServlet.class)
                                .addInitParam("directory-listing", "true"))
                .addServlet(
                        Servlets.servlet(Pages.class).addMapping("/do/*").setAsyncSupported(true))
                .addServlet(
                        Servlets.servlet(Seeing.class)
                                .addMappings("/see/*", "/private/*", "/secure/*"))
                .addServlet(
                        Servlets.servlet(Async.class).addMapping("/async").setAsyncSupported(true))
                .addListener(Servlets.listener(Listener.class))
                .addErrorPage(Servlets.errorPage("/see/error", 418))
                .addErrorPage(Servlets.errorPage("/see/thrown", IllegalStateException.class))
                .setIdentityManager(new EverybodyIsAnna())
                .setLoginConfig(new LoginConfig("FORM", "realm", "/see/login", "/see/wrong"))
                .setConfidentialPortManager(exchange -> 8443)
                .addSecurityConstraint(
                        constraint("/private/*")
                                .setEmptyRoleSemantic(SecurityInfo.EmptyRoleSemantic.AUTHENTICATE))
                .addSecurityConstraint(
                        constraint("/secure/*", "/see/secure/*")
                                .setTransportGuaranteeType(TransportGuaranteeType.CONFIDENTIAL));
    }

    private static SecurityConstraint constraint(String... patterns) {
        return new SecurityConstraint()
                .addWebResourceCollection(new WebResourceCollection().addUrlPatterns(patterns))
                .setEmptyRoleSemantic(SecurityInfo.EmptyRoleSemantic.PERMIT);
    }

    /** Tells what it sees. */
    public static final class Seeing extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Sight.print(request, response);
        }
    }

    /** Notes what listeners see, as dependency injection does. */
    public static final class Listener implements ServletRequestListener {
        @Override
        public void requestInitialized(ServletRequestEvent event) {
            HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
            request.setAttribute("listener", request.getContextPath());
        }
    }

    /** One way of answering for each path; {@code ~} in the parameter {@code to} is the request's context path. */
    public static final class Pages extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String to = request.getParameter("to");
            String target = to == null ? "" : to.replace("~", request.getContextPath());
            switch (request.getPathInfo()) {
                case "/redirect", "/dir/redirect" -> response.sendRedirect(target);
                case "/created" -> {
                    response.setStatus(201);
                    response.setHeader("Location", target);
                }
                case "/home" -> response.sendRedirect(getServletContext().getContextPath() + "/x");
                case "/forward" -> request.getRequestDispatcher(target).forward(request, response);
                case "/include" -> include(target, request, response);
                case "/cross-include" ->
                        other(request).getRequestDispatcher(target).include(request, response);
                case "/cross-forward" ->
                        other(request).getRequestDispatcher(target).forward(request, response);
                case "/session" -> request.getSession().setAttribute("a", "b");
                case "/logout" -> request.getSession().invalidate();
                case "/error" -> response.sendError(418);
                case "/throw" -> throw new IllegalStateException("thrown on purpose");
                case "/own-attribute" -> ownAttribute(target, request, response);
                default -> response.sendError(404);
            }
        }

        private static ServletContext other(HttpServletRequest request) {
            return request.getServletContext().getContext(request.getParameter("other"));
        }

        private static void include(
                String target, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher(target).include(request, response);
            response.getWriter().print("after ");
            Sight.printAttributes(request, response.getWriter());
        }

        private static void ownAttribute(
                String value, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            request.setAttribute("jakarta.servlet.error.request_uri", value);
            Sight.printAttributes(request, response.getWriter());
        }
    }

    /** Starts async by the way named, and tells what it sees when it is dispatched. */
    public static final class Async extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                Sight.print(request, response);
            } else {
                start(request.getParameter("by"), request, response);
            }
        }

        private static void start(
                String by, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            switch (by) {
                case "itself" -> request.startAsync().dispatch();
                case "supplied" -> request.startAsync(request, response).dispatch();
                case "wrapped" ->
                        request.startAsync(new HttpServletRequestWrapper(request), response)
                                .dispatch();
                case "asked" -> {
                    request.startAsync(request, response);
                    request.getAsyncContext().dispatch();
                }
                case "path" -> request.startAsync(request, response).dispatch("/see/y?z=1");
                case "context" ->
                        request.startAsync().dispatch(request.getServletContext(), "/see/y");
                case "timeout" -> dispatchAfterTimeout(request.startAsync(request, response));
                case "nothing" -> {
                    AsyncContext started = request.startAsync();
                    response.getWriter()
                            .print("original=" + started.hasOriginalRequestAndResponse() + "\n");
                    started.complete();
                }
                default -> response.sendError(404);
            }
        }

        private static void dispatchAfterTimeout(AsyncContext started) {
            started.setTimeout(1);
            started.addListener(new DispatchingListener());
        }
    }

    private static final class DispatchingListener implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().dispatch();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private record Anna() implements Account {
        @Override
        public Principal getPrincipal() {
            return () -> "anna";
        }

        @Override
        public Set<String> getRoles() {
            return Set.of();
        }
    }

    private static final class EverybodyIsAnna implements IdentityManager {
        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(String id, Credential credential) {
            String password = new String(((PasswordCredential) credential).getPassword());
            return password.equals("right") ? new Anna() : null;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }
    }
}
