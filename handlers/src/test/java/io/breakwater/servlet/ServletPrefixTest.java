package io.breakwater.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.undertow.LiveServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * B-21: behind a prefix, a servlet application behaves as if it were deployed there.
 *
 * <p>Each row is run in each {@link Place}, with the application at {@code /app} and at the root. One place is Undertow without Breakwater:
 * what the rows expect is what Undertow itself does.
 */
class ServletPrefixTest {
    private static final List<String> CONTEXTS = List.of("/app", "");
    private static final Map<Place, LiveServer> SERVERS = new HashMap<>();
    private static final Pattern SESSION =
            Pattern.compile("Set-Cookie: JSESSIONID=([^;\r]*)(;[^\r]*)");

    /**
     * @param path what is asked for, after the context path
     * @param expected parts of the answer, where {@code {C}} is the context path and {@code {O}} the origin that the client sees,
     *     {@code {S}} the origin of its https URLs, and {@code {D}} the context path of the other application ({@code {d}} in its container)
     */
    private record Row(String name, String path, String... expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row row(String name, String path, String... expected) {
        return new Row(name, path, expected);
    }

    private static final List<Row> ROWS =
            List.of(
                    // what the request says
                    row(
                            "paths of a request",
                            "/see/x?q=1",
                            "context={C}\n",
                            "uri={C}/see/x\n",
                            "url={O}{C}/see/x\n",
                            "servlet=/see info=/x\n",
                            "mapping=/see/* x\n",
                            "query=q=1\n"),
                    row(
                            "the URI stays as it was sent",
                            "/see/a%20b;v=1/%C3%A9%2Fz",
                            "uri={C}/see/a%20b;v=1/%C3%A9%2Fz\n",
                            "url={O}{C}/see/a%20b;v=1/%C3%A9%2Fz\n"),
                    row("listeners see the same", "/see/x", "listener={C}\n"),

                    // redirects by the application
                    row("a relative redirect", "/do/redirect?to=x", "Location: {O}{C}/do/x\r\n"),
                    row(
                            "with a query",
                            "/do/redirect?to=x?a=../b",
                            "Location: {O}{C}/do/x?a=../b\r\n"),
                    row("with dots", "/do/dir/redirect?to=../y/./z", "Location: {O}{C}/do/y/z\r\n"),
                    row("to the directory", "/do/dir/redirect?to=.", "Location: {O}{C}/do/dir\r\n"),
                    row(
                            "built with getContextPath",
                            "/do/redirect?to=~/x?a=b",
                            "Location: {O}{C}/x?a=b\r\n"),
                    row(
                            "built with the whole URL",
                            "/do/redirect?to={O}~/x",
                            "Location: {O}{C}/x\r\n"),
                    row(
                            "to another place of the host",
                            "/do/redirect?to=/z",
                            "Location: {O}/z\r\n"),
                    row(
                            "to one of the same path",
                            "/do/redirect?to=/do/redirect",
                            "Location: {O}/do/redirect\r\n"),
                    row(
                            "to another host",
                            "/do/redirect?to=http://other.example/app/x",
                            "Location: http://other.example/app/x\r\n"),
                    row(
                            "a Location header of one's own",
                            "/do/created?to=~/x",
                            "Location: {C}/x\r\n"),
                    row("a relative one", "/do/created?to=x", "Location: x\r\n"),

                    // redirects by the container, and files
                    row("a file", "/docs/a.txt", "HTTP/1.1 200 ", "a file"),
                    row("a welcome file", "/docs/", "HTTP/1.1 200 ", "the index"),
                    row(
                            "its directory",
                            "/docs?a=b",
                            "HTTP/1.1 302 ",
                            "Location: {O}{C}/docs/?a=b\r\n"),
                    row(
                            "a directory spelled otherwise",
                            "/%64ocs;v=1?a=b",
                            "Location: {O}{C}/docs/;v=1?a=b\r\n"),
                    row("another directory", "/list", "Location: {O}{C}/list/\r\n"),
                    row("a directory listing", "/list/", "{C}/list/b.txt"),

                    // dispatches
                    row(
                            "a forward",
                            "/do/forward?to=/see/f?y=1",
                            "dispatcher=FORWARD\n",
                            "context={C}\n",
                            "uri={C}/see/f\n",
                            "forward.context_path={C}\n",
                            "forward.request_uri={C}/do/forward\n",
                            "forward.servlet_path=/do\n"),
                    row(
                            "a relative forward",
                            "/do/forward?to=../see/f",
                            "uri={C}/see/f\n",
                            "forward.request_uri={C}/do/forward\n"),
                    row(
                            "a forward before a relative redirect",
                            "/do/forward?to=/do/dir/redirect?to=x",
                            "Location: {O}{C}/do/dir/x\r\n"),
                    row(
                            "an include",
                            "/do/include?to=/see/i",
                            "dispatcher=INCLUDE\n",
                            "uri={C}/do/include\n",
                            "include.context_path={C}\n",
                            "include.request_uri={C}/see/i\n",
                            "include.servlet_path=/see\n",
                            "after forward.context_path=null\n"),
                    row(
                            "an include in an include",
                            "/do/include?to=/do/include?to=/see/i",
                            "include.request_uri={C}/see/i\n",
                            "after forward.context_path=null\nforward.request_uri=null\nforward.servlet_path=null\n"
                                    + "include.context_path={C}\ninclude.request_uri={C}/do/include\n"),
                    row(
                            "an include of another application",
                            "/do/cross-include?other={d}&to=/see/i",
                            "uri={C}/do/cross-include\n",
                            "include.context_path={D}\n",
                            "include.request_uri={D}/see/i\n"),
                    row(
                            "a forward to another application",
                            "/do/cross-forward?other={d}&to=/see/f",
                            "context={D}\n",
                            "uri={D}/see/f\n",
                            "forward.context_path={C}\n",
                            "forward.request_uri={C}/do/cross-forward\n"),
                    row(
                            "an error page",
                            "/do/error",
                            "HTTP/1.1 418 ",
                            "dispatcher=ERROR\n",
                            "context={C}\n",
                            "uri={C}/see/error\n",
                            "error.request_uri={C}/do/error\n",
                            "forward.request_uri={C}/do/error\n"),
                    row(
                            "an exception's page",
                            "/do/throw",
                            "HTTP/1.1 500 ",
                            "uri={C}/see/thrown\n",
                            "error.request_uri={C}/do/throw\n"),
                    row(
                            "a path attribute of the application's",
                            "/do/own-attribute?to=~/y",
                            "error.request_uri={C}/y\n"),
                    row(
                            "one that leads elsewhere",
                            "/do/own-attribute?to=/y",
                            "error.request_uri=/y\n"),

                    // async
                    row(
                            "an async dispatch to itself",
                            "/async?by=itself",
                            "dispatcher=ASYNC\n",
                            "context={C}\n",
                            "uri={C}/async\n",
                            "query=by=itself\n",
                            "async.context_path={C}\n",
                            "async.request_uri={C}/async\n"),
                    row(
                            "of a supplied request",
                            "/async?by=supplied",
                            "uri={C}/async\n",
                            "query=by=supplied\n",
                            "async.request_uri={C}/async\n"),
                    row("of a wrapped request", "/async?by=wrapped", "uri={C}/async\n"),
                    row("of the context asked for", "/async?by=asked", "uri={C}/async\n"),
                    row("by a listener", "/async?by=timeout", "uri={C}/async\n"),
                    row(
                            "after a forward",
                            "/do/forward?to=/async?by=supplied",
                            "dispatcher=ASYNC\n",
                            "uri={C}/do/forward\n",
                            "servlet=/async info=null\n"),
                    row(
                            "to a path",
                            "/async?by=path",
                            "uri={C}/see/y\n",
                            "async.request_uri={C}/async\n"),
                    row("to a context's path", "/async?by=context", "uri={C}/see/y\n"),
                    row("the request counts as original", "/async?by=nothing", "original=true\n"));

    @TempDir static Path files;

    @BeforeAll
    static void start() throws Exception {
        for (Place place : Place.values()) {
            String[] contextPaths =
                    CONTEXTS.stream().map(place::contextPath).toArray(String[]::new);
            SERVERS.put(
                    place, new LiveServer(place.inFrontOf(Application.at(files, contextPaths))));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(LiveServer::close);
    }

    static Stream<Arguments> everyRow() {
        return places().flatMap(
                        at ->
                                ROWS.stream()
                                        .map(row -> Arguments.of(at.get()[0], at.get()[1], row)));
    }

    static Stream<Arguments> places() {
        return Stream.of(Place.values())
                .flatMap(place -> CONTEXTS.stream().map(context -> Arguments.of(place, context)));
    }

    private static String send(Place place, String... lines) throws IOException {
        return SERVERS.get(place).sendFrom(place.clientAddress(), lines);
    }

    private static String shown(Place place, String context, String text) {
        String secure = place.isBelieved() ? "https://h" : "https://h:8443";
        String other = CONTEXTS.get(1 - CONTEXTS.indexOf(context));
        return text.replace("{C}", place.shownContextPath(context))
                .replace("{D}", place.shownContextPath(other))
                .replace("{d}", place.contextPath(other).isEmpty() ? "/" : place.contextPath(other))
                .replace("{O}", place.origin)
                .replace("{S}", secure);
    }

    @ParameterizedTest(name = "{0}, at \"{1}\": {2}")
    @MethodSource("everyRow")
    void as_if_deployed_there(Place place, String context, Row row) throws IOException {
        String path = shown(place, context, row.path());
        String answer = send(place, place.request("GET", context, path));
        for (String expected : row.expected()) {
            assertThat(answer).contains(shown(place, context, expected));
        }
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void a_redirect_that_forgets_the_prefix_gets_it_unless_it_may_lead_elsewhere(
            Place place, String context) throws IOException {
        String expected =
                context.isEmpty() ? "{O}" + place.contextPath(context) + "/x" : "{O}{C}/x";
        assertThat(send(place, place.request("GET", context, "/do/home")))
                .contains(shown(place, context, "Location: " + expected + "\r\n"));
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void only_requests_with_a_prefix_are_wrapped(Place place, String context) throws IOException {
        assertThat(send(place, place.request("GET", context, "/see/x")))
                .contains("wrapped=" + place.hasPrefix() + "\n");
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void the_context_path_without_a_slash_redirects_to_it(Place place, String context)
            throws IOException {
        if (place.contextPath(context).isEmpty()) {
            return; // "/" is the shortest path that can be asked for
        }
        assertThat(send(place, place.request("GET", context, "")))
                .startsWith("HTTP/1.1 302 ")
                .contains(shown(place, context, "Location: {O}{C}/\r\n"));
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void the_session_cookie_is_for_the_context_path_that_clients_see(Place place, String context)
            throws IOException {
        String path = place.shownContextPath(context).isEmpty() ? "/" : "{C}";
        String made = send(place, place.request("GET", context, "/do/session"));
        Matcher cookie = cookieIn(made);
        assertThat(cookie.group(2)).isEqualToIgnoringCase(shown(place, context, "; path=" + path));

        String ended =
                send(
                        place,
                        place.request(
                                "GET",
                                context,
                                "/do/logout",
                                "Cookie: JSESSIONID=" + cookie.group(1)));
        assertThat(cookieIn(ended).group(2))
                .containsIgnoringCase(shown(place, context, "; path=" + path + ";"))
                .containsIgnoringCase("; expires=Thu, 01-Jan-1970 ");
        assertThat(SESSION.matcher(ended).results()).hasSize(1);
    }

    private static Matcher cookieIn(String answer) {
        Matcher cookie = SESSION.matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie;
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void a_login_form_leads_back_to_where_the_client_was(Place place, String context)
            throws IOException {
        String form = send(place, place.request("GET", context, "/private/x?q=1"));
        assertThat(form)
                .startsWith("HTTP/1.1 200 ")
                .contains(shown(place, context, "uri={C}/see/login\n"))
                .contains(shown(place, context, "context={C}\n"))
                .contains(shown(place, context, "forward.request_uri={C}/private/x\n"));
        String session = "Cookie: JSESSIONID=" + cookieIn(form).group(1);

        assertThat(logIn(place, context, session, "wrong"))
                .startsWith("HTTP/1.1 200 ")
                .contains(shown(place, context, "uri={C}/see/wrong\n"))
                .contains(shown(place, context, "forward.request_uri={C}/j_security_check\n"));
        assertThat(logIn(place, context, session, "right"))
                .startsWith("HTTP/1.1 302 ")
                .contains(shown(place, context, "Location: {O}{C}/private/x?q=1\r\n"));
    }

    private static String logIn(Place place, String context, String session, String password)
            throws IOException {
        String form = "j_username=anna&j_password=" + password;
        return SERVERS.get(place)
                .sendBodyFrom(
                        place.clientAddress(),
                        form,
                        place.request(
                                "POST",
                                context,
                                "/j_security_check",
                                session,
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: " + form.length()));
    }

    @ParameterizedTest(name = "{0}, at \"{1}\"")
    @MethodSource("places")
    void a_confidential_resource_redirects_to_https(Place place, String context)
            throws IOException {
        for (String path : List.of("/secure/x", "/see/secure/x")) {
            String answer = send(place, place.request("GET", context, path + "?q=1"));
            if (place.isHttps()) {
                assertThat(answer)
                        .startsWith("HTTP/1.1 200 ")
                        .contains(shown(place, context, "url={O}{C}" + path + "\n"));
            } else {
                assertThat(answer)
                        .startsWith("HTTP/1.1 302 ")
                        .contains(shown(place, context, "Location: {S}{C}" + path + "?q=1\r\n"));
            }
        }
    }
}
