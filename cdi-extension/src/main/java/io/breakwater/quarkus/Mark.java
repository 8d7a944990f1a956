package io.breakwater.quarkus;

import io.breakwater.cdi.CurrentRequest.Told;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What tells a decided request when it goes through the routes again. It lies in the context that Quarkus has for each request, and is about
 * that request alone whose header map it names: a map that all wrappers of a request hand through.
 */
record Mark(MultiMap headers, Told told) {
    static @Nullable Mark on(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        Mark mark = context == null ? null : context.<Mark>getLocal(Mark.class);
        return mark != null && mark.headers == request.headers() ? mark : null;
    }

    static void put(HttpServerRequest request, Told told) {
        Vertx.currentContext().putLocal(Mark.class, new Mark(request.headers(), told));
    }
}
