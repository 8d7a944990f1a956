package io.breakwater.testsuite.peers;

/** Who runs the tests: servers started by root want to be told whom to become. */
final class SystemUser {
    private SystemUser() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
