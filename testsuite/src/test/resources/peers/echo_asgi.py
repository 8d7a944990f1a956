"""What echo_app answers that an upstream is asked for, as an ASGI application; and a WebSocket that echoes."""

import os


async def application(scope, receive, send):
    if scope["type"] == "websocket":
        await websocket(receive, send)
    elif scope["type"] == "http":
        await http(scope, receive, send)
    else:
        await lifespan(receive, send)


async def lifespan(receive, send):
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def websocket(receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        await send({"type": "websocket.send", "text": message.get("text")})


async def http(scope, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status, headers = 200, []
    if scope["path"].endswith("/redirect-internal"):
        status = 302
        headers = [(b"location", ("http://%s/target" % os.environ["ECHO_LISTEN"]).encode())]
    elif scope["path"].endswith("/cookie"):
        headers = [(b"set-cookie", b"session=1; Path=/; HttpOnly")]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
