package io.breakwater.rewrite;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Refresh} as browsers read it (HTML standard, section 4.2.5.3). */
final class RefreshValue {
    /** Possessive, because an upstream must not be able to make us try its blanks in all combinations. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\s*+[0-9.]++(?:\\s*+[;,]|\\s)\\s*+(?:url\\s*+=\\s*+)?+)(['\"]?+)(.+?)(['\"]?)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private RefreshValue() {}

    static String rewrite(String value, UnaryOperator<String> map) {
        Matcher form = FORM.matcher(value);
        return form.matches()
                ? form.group(1) + form.group(2) + map.apply(form.group(3)) + form.group(4)
                : value;
    }
}
