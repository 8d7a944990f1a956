package io.breakwater.testsuite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.Breakwater;
import io.breakwater.testsuite.peers.SelfSigned;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Cookie;

/**
 * Both roles and a browser (B-21, P-11): a servlet application at {@code /store} of a back server that speaks http, behind a front that
 * speaks https and knows it as {@code /shop}. Neither is told of the other's paths but by mount and header.
 */
class ServletShopTest {
    private static final List<String> FORWARDED = new CopyOnWriteArrayList<>();
    private static final List<String> BESIDE_THE_SHOP = new CopyOnWriteArrayList<>();

    @TempDir private static Path folder;

    @AutoClose private static Chromium browser;
    @AutoClose private static Breakwater back;
    @AutoClose private static Breakwater front;

    @AutoClose("stop")
    private static Undertow backServer;

    @AutoClose("stop")
    private static Undertow frontServer;

    private static String shop;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(folder.resolve("profile"));
        back =
                Breakwater.builder()
                        .trustedProxies("127.0.0.1")
                        .trustedProxyHeaders(
                                "X-Forwarded-For",
                                "X-Forwarded-Proto",
                                "X-Forwarded-Host",
                                "X-Forwarded-Port",
                                "X-Forwarded-Prefix")
                        .build(ShopApplication.start());
        backServer =
                Undertow.builder()
                        .addHttpListener(0, "127.0.0.1")
                        .setHandler(noting(FORWARDED, back))
                        .build();
        backServer.start();
        front =
                Breakwater.builder()
                        .mount("/shop", "http://127.0.0.1:" + port(backServer) + "/")
                        .build(noting(BESIDE_THE_SHOP, exchange -> exchange.setStatusCode(404)));
        frontServer =
                Undertow.builder()
                        .addHttpsListener(
                                0,
                                "127.0.0.1",
                                SelfSigned.create("www.example.com", folder).serverContext())
                        .setHandler(front)
                        .build();
        frontServer.start();
        shop = "https://www.example.com:" + port(frontServer) + "/shop/store";
    }

    private static int port(Undertow server) {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static HttpHandler noting(List<String> paths, HttpHandler next) {
        return exchange -> {
            paths.add(exchange.getRequestURI());
            next.handleRequest(exchange);
        };
    }

    @BeforeEach
    void newCustomer() {
        browser.open(shop + "/");
        browser.forgetCookies();
    }

    @AfterEach
    void the_prefix_is_seen_by_the_browser_alone() {
        assertThat(FORWARDED).isNotEmpty().allMatch(path -> path.startsWith("/store"));
        assertThat(BESIDE_THE_SHOP).isEmpty();
        assertThat(browser.url()).startsWith(shop + "/");
    }

    @Test
    @DisplayName("the start page, its style and its picture come without a slash in the address")
    void startPage() {
        browser.open(shop);
        browser.awaitHeading("The shop");
        assertThat(browser.url()).isEqualTo(shop + "/");
        assertThat(browser.style("h1", "color")).contains("0, 80, 120");
        assertThat(browser.property("img", "naturalWidth")).isEqualTo("120");
        browser.picture("start-page");
    }

    @Test
    @DisplayName("links lead on, relative ones and those by context path")
    void links() {
        browser.open(shop + "/");
        browser.click("#boats");
        browser.awaitHeading("Boats");
        assertThat(browser.url()).isEqualTo(shop + "/boats/");
        assertThat(browser.property("#relative", "href"))
                .isEqualTo(shop + "/boats/sail?sort=price");
        assertThat(browser.property("#up", "href")).isEqualTo(shop + "/cart");
        assertThat(browser.property("#absolute", "href")).isEqualTo(shop + "/account");
        assertThat(browser.style("h1", "color")).contains("0, 80, 120");
        assertThat(browser.property("img", "naturalWidth")).isEqualTo("120");

        browser.click("#relative");
        browser.awaitHeading("Boats");
        assertThat(browser.text("#seen")).isEqualTo(shop + "/boats/sail");
        browser.click("#up");
        browser.awaitHeading("Cart");
        assertThat(browser.url()).isEqualTo(shop + "/cart");
    }

    @Test
    @DisplayName(
            "a login form leads back to the page that asked for it, and logging out leads home")
    void login() {
        browser.open(shop + "/boats/");
        browser.click("#absolute");
        browser.awaitHeading("Log in");
        browser.picture("login");
        logIn("wrong");
        browser.awaitHeading("Log in again");
        logIn("sail");
        browser.awaitHeading("Account");
        browser.picture("account");
        assertThat(browser.url()).isEqualTo(shop + "/account");
        assertThat(browser.text("#seen")).isEqualTo(shop + "/account");
        assertThat(browser.text("#name")).isEqualTo("anna");
        assertThat(browser.cookies())
                .singleElement()
                .extracting(Cookie::getName, Cookie::getPath, Cookie::getDomain)
                .containsExactly("JSESSIONID", "/shop/store", "www.example.com");

        browser.click("#logout");
        browser.awaitHeading("The shop");
        assertThat(browser.url()).isEqualTo(shop + "/");
        assertThat(browser.cookies()).isEmpty();
    }

    private static void logIn(String password) {
        browser.type("[name=j_username]", "anna");
        browser.type("[name=j_password]", password);
        browser.click("#login");
    }

    @Test
    @DisplayName("a form is followed by a relative redirect, and the session lasts")
    void cart() {
        browser.open(shop + "/cart");
        for (int count = 0; count < 3; count++) {
            browser.awaitHeading("Cart");
            assertThat(browser.text("#count")).isEqualTo(String.valueOf(count));
            browser.click("#add");
        }
        browser.awaitHeading("Cart");
        assertThat(browser.url()).isEqualTo(shop + "/cart");
    }
}
