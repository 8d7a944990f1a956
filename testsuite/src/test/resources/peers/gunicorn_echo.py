"""echo_app for gunicorn, which has no options for an application."""

import os

from echo_app import application as echo


def application(environ, start_response):
    environ["echo.listen"] = os.environ["ECHO_LISTEN"]
    return echo(environ, start_response)
