package io.breakwater.cli;

import io.breakwater.options.BreakwaterOptions;
import io.breakwater.options.ListenAddress;
import io.breakwater.undertow.Decision;
import io.breakwater.undertow.TrustedProxyHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.PrintStream;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** Says what is believed of a request that nobody sends (B-20). */
final class Explain {
    private static final Set<String> ALL_ADDRESSES = Set.of("*", "0.0.0.0", "::");

    private Explain() {}

    /** @throws io.breakwater.options.ConfigurationException with every problem */
    static void run(ParseResult command, PrintStream out) {
        ExplainedRequest asked = ExplainedRequest.of(command);
        BreakwaterOptions options =
                JarConfiguration.of(CommandLineSettings.of(command)).read().orThrow();
        ExplainedRequest request = asked.withHost(usualHost(options));
        Decision decision = decision(options, request);
        out.print(
                command.hasMatchedOption(CommandSpecs.JSON)
                        ? decision.toJson() + "\n"
                        : Explanation.of(decision.resolution(), request, options));
        out.flush();
    }

    private static Decision decision(BreakwaterOptions options, ExplainedRequest request) {
        try (TrustedProxyHandler trust =
                new TrustedProxyHandler(
                        options.trust(),
                        options.site().urlScheme(),
                        ResponseCodeHandler.HANDLE_404)) {
            return trust.explain(request.peer(), request.scheme(), request.headerLines());
        }
    }

    /** The Host that most clients would send. */
    private static String usualHost(BreakwaterOptions options) {
        return options.site()
                .serverName()
                .filter(name -> !name.startsWith("*"))
                .or(
                        () ->
                                options.listen().all().stream()
                                        .filter(at -> at.socket().isEmpty())
                                        .findFirst()
                                        .map(Explain::host))
                .orElse("localhost");
    }

    private static String host(ListenAddress listen) {
        String host = ALL_ADDRESSES.contains(listen.host()) ? "localhost" : listen.host();
        return new ListenAddress(host, listen.port()).toString();
    }
}
