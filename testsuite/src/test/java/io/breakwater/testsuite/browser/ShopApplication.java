package io.breakwater.testsuite.browser;

import io.undertow.Handlers;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo.EmptyRoleSemantic;
import io.undertow.servlet.api.TransportGuaranteeType;
import io.undertow.servlet.api.WebResourceCollection;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small shop as servlets are commonly written: it knows nothing of proxies or prefixes. Its context path is {@code /store}. */
final class ShopApplication {
    private ShopApplication() {}

    static HttpHandler start() throws ServletException {
        ClassLoader loader = ShopApplication.class.getClassLoader();
        DeploymentManager shop =
                Servlets.newContainer()
                        .addDeployment(
                                Servlets.deployment()
                                        .setClassLoader(loader)
                                        .setDeploymentName("shop")
                                        .setContextPath("/store")
                                        .setResourceManager(
                                                new ClassPathResourceManager(
                                                        loader, "browser/shop"))
                                        .addWelcomePage("index.html")
                                        .addServlets(
                                                Servlets.servlet(Boats.class)
                                                        .addMapping("/boats/*"),
                                                Servlets.servlet(Cart.class).addMapping("/cart"),
                                                Servlets.servlet(AccountPage.class)
                                                        .addMapping("/account"),
                                                Servlets.servlet(Login.class)
                                                        .addMappings("/login", "/login-again"),
                                                Servlets.servlet(Logout.class)
                                                        .addMapping("/logout"))
                                        .setIdentityManager(new OneCustomer())
                                        .setLoginConfig(
                                                new LoginConfig(
                                                        "FORM", "shop", "/login", "/login-again"))
                                        .addSecurityConstraint(accountIsPrivate()));
        shop.deploy();
        return Handlers.path().addPrefixPath("/store", shop.start());
    }

    private static SecurityConstraint accountIsPrivate() {
        return new SecurityConstraint()
                .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/account"))
                .setEmptyRoleSemantic(EmptyRoleSemantic.AUTHENTICATE)
                .setTransportGuaranteeType(TransportGuaranteeType.CONFIDENTIAL);
    }

    private static void page(
            HttpServletRequest request, HttpServletResponse response, String heading, String body)
            throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .print(
                        """
                        <!doctype html>
                        <title>%2$s</title>
                        <link rel="icon" href="data:,">
                        <link rel="stylesheet" href="%1$s/style.css">
                        <h1>%2$s</h1>
                        %3$s
                        <p>The application sees <code id="seen">%4$s</code></p>
                        """
                                .formatted(
                                        request.getContextPath(),
                                        heading,
                                        body,
                                        request.getRequestURL()));
    }

    /** Links by context path, and relative to its own URL. */
    public static final class Boats extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            page(
                    request,
                    response,
                    "Boats",
                    """
                    <p><img src="%1$s/images/boat.svg" width="120" alt="a boat"></p>
                    <ul>
                    <li><a id="relative" href="sail?sort=price">Sailing boats</a>
                    <li><a id="up" href="../cart">Your cart</a>
                    <li><a id="absolute" href="%1$s/account">Your account</a>
                    </ul>
                    """
                            .formatted(request.getContextPath()));
        }
    }

    /** Counts in the session; a form, and a redirect after it. */
    public static final class Cart extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            page(
                    request,
                    response,
                    "Cart",
                    """
                    <p>There are <b id="count">%d</b> boats in it.</p>
                    <form method="post"><button id="add">One more</button></form>
                    """
                            .formatted(count(request)));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            request.getSession().setAttribute("count", count(request) + 1);
            response.sendRedirect("cart");
        }

        private static int count(HttpServletRequest request) {
            return request.getSession().getAttribute("count") instanceof Integer count ? count : 0;
        }
    }

    /** Only for customers. */
    public static final class AccountPage extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            page(
                    request,
                    response,
                    "Account",
                    """
                    <p>You are <b id="name">%s</b>. <a id="logout" href="logout">Log out</a></p>
                    """
                            .formatted(request.getRemoteUser()));
        }
    }

    /** The form of FORM login; the container forwards to it. */
    public static final class Login extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            page(
                    request,
                    response,
                    request.getServletPath().equals("/login") ? "Log in" : "Log in again",
                    """
                    <form method="post" action="j_security_check">
                    <p><label>Name <input name="j_username"></label>
                    <p><label>Password <input name="j_password" type="password"></label>
                    <p><button id="login">Log in</button>
                    </form>
                    """);
        }
    }

    /** Ends the session and leads home, by context path. */
    public static final class Logout extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            request.getSession().invalidate();
            response.sendRedirect(request.getContextPath() + "/");
        }
    }

    private record Customer(String name) implements Account {
        @Override
        public Principal getPrincipal() {
            return () -> name;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of();
        }
    }

    /** anna, with the password "sail". */
    private static final class OneCustomer implements IdentityManager {
        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public @Nullable Account verify(String id, Credential credential) {
            String password = new String(((PasswordCredential) credential).getPassword());
            return id.equals("anna") && password.equals("sail") ? new Customer(id) : null;
        }

        @Override
        public @Nullable Account verify(Credential credential) {
            return null;
        }
    }
}
