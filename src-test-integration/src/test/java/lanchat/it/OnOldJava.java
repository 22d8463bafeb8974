package lanchat.it;

import lanchat.common.Main;

/** Starts a jar's program on a Java that says it is an older one: no option of the JVM can make it say so. */
final class OnOldJava {
    private OnOldJava() {}

    /** The first argument is the version to be named. */
    public static void main(String[] args) throws Exception {
        System.setProperty("java.specification.version", args[0]);
        Main.main(new String[] {"127.0.0.1", "0"});
    }
}
