package io.breakwater.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** What a servlet sees of a request: one line for each fact. */
final class Sight {
    private Sight() {}

    static void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        PrintWriter out = response.getWriter();
        out.print("dispatcher=" + request.getDispatcherType() + "\n");
        out.print("context=" + request.getContextPath() + "\n");
        out.print("uri=" + request.getRequestURI() + "\n");
        out.print("url=" + request.getRequestURL() + "\n");
        out.print("servlet=" + request.getServletPath() + " info=" + request.getPathInfo() + "\n");
        out.print("mapping=" + request.getHttpServletMapping().getPattern());
        out.print(" " + request.getHttpServletMapping().getMatchValue() + "\n");
        out.print("query=" + request.getQueryString() + "\n");
        out.print("listener=" + request.getAttribute("listener") + "\n");
        out.print("wrapped=" + (request instanceof HttpServletRequestWrapper) + "\n");
        printAttributes(request, out);
    }

    static void printAttributes(HttpServletRequest request, PrintWriter out) {
        print(request, out, RequestDispatcher.FORWARD_CONTEXT_PATH);
        print(request, out, RequestDispatcher.FORWARD_REQUEST_URI);
        print(request, out, RequestDispatcher.FORWARD_SERVLET_PATH);
        print(request, out, RequestDispatcher.INCLUDE_CONTEXT_PATH);
        print(request, out, RequestDispatcher.INCLUDE_REQUEST_URI);
        print(request, out, RequestDispatcher.INCLUDE_SERVLET_PATH);
        print(request, out, RequestDispatcher.ERROR_REQUEST_URI);
        print(request, out, AsyncContext.ASYNC_CONTEXT_PATH);
        print(request, out, AsyncContext.ASYNC_REQUEST_URI);
    }

    private static void print(HttpServletRequest request, PrintWriter out, String attribute) {
        out.print(attribute.substring("jakarta.servlet.".length()) + "=");
        out.print(request.getAttribute(attribute) + "\n");
    }
}
