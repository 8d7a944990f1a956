package io.breakwater.testsuite.quarkus.app;

import io.breakwater.cdi.PublicUrl;
import io.breakwater.options.BreakwaterOptions;
import io.breakwater.undertow.Decision;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** What an application sees of a request, by all the ways in which Quarkus lets it look. */
@Path("/")
public class SeenResource {
    @Inject Decision decision;
    @Inject PublicUrl url;
    @Inject BreakwaterOptions options;

    @GET
    @Path("seen")
    @Produces(MediaType.APPLICATION_JSON)
    public String seen(@Context UriInfo uri, @Context HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers()
                .names()
                .forEach(n -> headers.put(n.toLowerCase(), request.headers().getAll(n)));
        return new JsonObject()
                .put("remote", request.remoteAddress().hostAddress())
                .put("scheme", request.scheme())
                .put("secure", request.isSSL())
                .put("host", String.valueOf(request.authority()))
                .put("version", request.version().alpnName())
                .put("path", request.path())
                .put("uri", request.uri())
                .put("absolute", request.absoluteURI())
                .put("uriInfo", uri.getRequestUri().toString())
                .put("base", uri.getBaseUri().toString())
                .put("verdict", decision.verdict())
                .put("url", url.toString())
                .put("link", url.of("/orders/7"))
                .put("via", options.via())
                .put("headers", headers)
                .encode();
    }

    /** On a worker thread, as is all that is not reactive. */
    @GET
    @Path("where")
    public Response where() {
        return Response.seeOther(URI.create("/there"))
                .cookie(new NewCookie.Builder("a").value("b").path("/").build())
                .build();
    }

    @POST
    @Path("length")
    public String length(byte[] body) {
        return String.valueOf(body.length);
    }
}
