"""The application behind the peers: it says what it saw, and answers the way applications do."""

import json
from wsgiref.util import application_uri

SEEN = ("REMOTE_ADDR", "REMOTE_PORT", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme",
        "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "REQUEST_METHOD")


def application(environ, start_response):
    page = PAGES.get(environ["PATH_INFO"], echo)
    return page(environ, start_response)


def echo(environ, start_response):
    seen = {name: str(value) for name, value in environ.items()
            if name in SEEN or name.startswith("HTTP_")}
    return answer(start_response, "200 OK", json.dumps(seen, sort_keys=True),
                  ("Content-Type", "application/json"))


def echo_body(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "application/octet-stream"),
                              ("Content-Length", str(len(body)))])
    return [body]


def redirect(environ, start_response):
    """To an absolute URL built from the environment, as frameworks do."""
    return redirect_to(start_response, "302 Found", root(environ) + "/target")


def redirect_internal(environ, start_response):
    """To the server's own address, as applications do that build URLs without the environment."""
    return redirect_to(start_response, "302 Found", "http://%s/target" % environ["echo.listen"])


def redirect_path(environ, start_response):
    return redirect_to(start_response, "302 Found", environ["SCRIPT_NAME"] + "/target")


def directory(environ, start_response):
    """To itself with a slash, as servers do for a directory; the body repeats the URL."""
    return redirect_to(start_response, "301 Moved Permanently",
                       root(environ) + environ["PATH_INFO"] + "/")


def cookie(environ, start_response):
    host = environ["echo.listen"].partition(":")[0]
    return answer(start_response, "200 OK", "", ("Content-Type", "text/plain"),
                  ("Set-Cookie", "session=1; Path=/; HttpOnly"),
                  ("Set-Cookie", "seen=1; Domain=%s; Path=/" % host),
                  ("Set-Cookie", "bare=1"))


def root(environ):
    return application_uri(environ).rstrip("/")


def redirect_to(start_response, status, location):
    return answer(start_response, status, '<a href="%s">here</a>' % location,
                  ("Content-Type", "text/html"), ("Location", location))


def answer(start_response, status, text, *headers):
    body = text.encode("utf-8")
    start_response(status, list(headers) + [("Content-Length", str(len(body)))])
    return [body]


PAGES = {
    "/echo-body": echo_body,
    "/redirect": redirect,
    "/redirect-internal": redirect_internal,
    "/redirect-path": redirect_path,
    "/static-dir": directory,
    "/cookie": cookie,
}
