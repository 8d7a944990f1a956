package io.breakwater.net;

/**
 * Text that an operator wrote and that cannot be used, with what to write instead.
 *
 * <p>Only configuration raises it; what a request carries is never answered with an exception.
 */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public InvalidValue(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What is wrong, as the rest of a sentence that begins with the value: {@code has host bits set}. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** What to write instead, as a sentence. */
    public String remedy() {
        return remedy;
    }
}
