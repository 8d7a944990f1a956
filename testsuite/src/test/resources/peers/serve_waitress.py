"""Serves echo_app with Waitress: serve_waitress.py ADDRESS [name=value ...], Waitress's own names."""

import sys

import waitress

from echo_app import application

address = sys.argv[1]
options = dict(argument.split("=", 1) for argument in sys.argv[2:])


def with_address(environ, start_response):
    environ["echo.listen"] = address
    return application(environ, start_response)


waitress.serve(with_address, **options)
