import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;

/**
 * Prints the lines of chat-common/src/main/resources/lanchat/look-alikes.txt, for a new version of Unicode:
 *
 * <pre>java -cp icu4j-VERSION.jar docs/LookAlikes.java</pre>
 */
class LookAlikes {
    public static void main(String[] args) {
        SpoofChecker checker = new SpoofChecker.Builder().build();
        for (int c = Character.MIN_CODE_POINT; c <= Character.MAX_CODE_POINT; c++) {
            String one = Character.toString(c);
            if (Character.getType(c) == Character.SURROGATE
                    || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
                    || !Normalizer2.getNFDInstance().isNormalized(one)
                    || checker.getSkeleton(one).equals(one)) {
                continue;
            }
            StringBuilder line = new StringBuilder(String.format("%04X", c));
            checker.getSkeleton(one).codePoints().forEach(part -> line.append(String.format(" %04X", part)));
            System.out.println(line);
        }
    }
}
