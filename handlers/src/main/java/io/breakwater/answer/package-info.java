/**
 * What Breakwater answers by itself: refusals, failures, redirects, and the documents that stand in for them (P-19).
 *
 * <p>Cast: {@link io.breakwater.answer.OwnAnswer} is the one way in which the other packages answer; {@link io.breakwater.answer.ErrorPages}
 * holds what the operator wants to be answered instead, and the small default pages; {@link io.breakwater.answer.ErrorOverride} puts those in
 * the place of what an upstream or an application answers, where that is asked for.
 *
 * <p>Imports the pure packages and Undertow.
 */
@NullMarked
package io.breakwater.answer;

import org.jspecify.annotations.NullMarked;
