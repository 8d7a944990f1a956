package io.breakwater.testsuite.faults;

import io.breakwater.testsuite.peers.RawRequest;

/**
 * One request of the run and what belongs to it, in its path: {@code /id/length of the answer/length of the body}.
 *
 * @param id its number, which no other has
 */
record Exchange(long id, int answerLength, int bodyLength) {
    static Exchange of(RawRequest request) {
        String[] parts = request.rawTarget().split("/");
        return new Exchange(
                Long.parseLong(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
    }

    String request() {
        String target = "/" + id + "/" + answerLength + "/" + bodyLength;
        String method = bodyLength > 0 ? "POST " : "GET ";
        String length = bodyLength > 0 ? "Content-Length: " + bodyLength + "\r\n" : "";
        return method
                + target
                + " HTTP/1.1\r\nHost: www.example.com\r\n"
                + length
                + "\r\n"
                + Answer.text(-id, bodyLength);
    }

    Answer answer() {
        return Answer.to(id, answerLength);
    }

    /** The answer; to a request whose body is another's, one that nobody takes for right. */
    Answer answerTo(RawRequest request) {
        boolean same = request.body().equals(Answer.text(-id, bodyLength));
        return same ? answer() : new Answer(id, "the body of the request was another");
    }
}
