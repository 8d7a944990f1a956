/** The runnable jar between clients that behave and upstreams that do not: what must never happen, whatever they do. */
package io.breakwater.testsuite.faults;
