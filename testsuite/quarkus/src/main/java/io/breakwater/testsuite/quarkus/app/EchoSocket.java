package io.breakwater.testsuite.quarkus.app;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A WebSocket that says whom it talks to, and then echoes. */
@ApplicationScoped
public class EchoSocket {
    void install(@Observes Router router) {
        router.route("/echo")
                .handler(
                        routing ->
                                routing.request()
                                        .toWebSocket()
                                        .onSuccess(
                                                socket -> {
                                                    socket.writeTextMessage(
                                                            routing.request().absoluteURI()
                                                                    + " "
                                                                    + routing.request()
                                                                            .remoteAddress()
                                                                            .hostAddress());
                                                    socket.textMessageHandler(
                                                            socket::writeTextMessage);
                                                }));
    }
}
