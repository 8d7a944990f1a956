package io.breakwater.upstream;

import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The same target for all requests of a client's address, as it is believed (B-16). By rendezvous hashing: where a target is left out, only its
 * own clients go elsewhere, and each Breakwater with the same targets chooses the same.
 */
final class ClientHash implements Balancer.Policy {
    @Override
    public Target choose(List<Target> candidates, HttpServerExchange exchange) {
        int client = hashOf(exchange.getSourceAddress());
        Target best = candidates.get(0);
        long bestScore = score(client, best);
        for (Target other : candidates.subList(1, candidates.size())) {
            long score = score(client, other);
            if (score > bestScore) {
                best = other;
                bestScore = score;
            }
        }
        return best;
    }

    private static int hashOf(InetSocketAddress client) {
        return client.getAddress() == null
                ? client.getHostString().hashCode()
                : Arrays.hashCode(client.getAddress().getAddress());
    }

    /** The finish of SplitMix64, so that targets and addresses that differ in one bit have nothing in common. */
    private static long score(int client, Target target) {
        long mixed = ((long) target.url().toString().hashCode() << 32) ^ (client & 0xffffffffL);
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
