package io.breakwater.options;

import io.breakwater.forwarded.TrustPolicy;

/**
 * Rules B-1 to B-16, B-25 and B-26.
 *
 * @param policy whom and what to believe
 * @param logUntrusted whether removed headers are logged once for each peer and hour
 * @param allowEarlierRewrite whether something before Breakwater may have changed the source address
 * @param observe whether decisions are only made and told, and nothing is changed
 */
public record TrustOptions(TrustPolicy policy, boolean logUntrusted, boolean allowEarlierRewrite, boolean observe) {}
