package io.breakwater.testsuite.quarkus.bench;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The least that answers. */
@Path("/")
public class HelloResource {
    @GET
    public String hello() {
        return "hello";
    }
}
