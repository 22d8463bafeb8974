package lanchat.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Arrows between the packages point down only, and the room knows nothing of the world outside it. */
final class ArchitectureTest {
    private static final String COMMON = "lanchat.common..";
    private static final String SERVER = "lanchat.server";
    private static final String DOOR = "lanchat.server.door..";
    private static final String LOG = "lanchat.server.log..";
    private static final String ROOM = "lanchat.server.room..";
    private static final String CLIENT = "lanchat.client";
    private static final String LINK = "lanchat.client.link..";
    private static final String SCREEN = "lanchat.client.screen..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages("lanchat")
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage("lanchat.it..", "lanchat.bench..")));

    @Test
    void everythingIsThere() {
        for (String one : new String[] {
            "lanchat.common.Wire",
            "lanchat.server.ChatServer",
            "lanchat.server.door.Connection",
            "lanchat.server.log.RoomLog",
            "lanchat.server.room.Room",
            "lanchat.client.ClientCommand",
            "lanchat.client.link.ServerLink",
            "lanchat.client.screen.Screen"
        }) {
            assertTrue(CLASSES.contain(one), one);
        }
    }

    @Test
    void whatBothEndsShareKnowsNeither() {
        pointsNowhere(COMMON, "lanchat.server..", "lanchat.client..");
    }

    @Test
    void serverAndClientDoNotKnowEachOther() {
        pointsNowhere("lanchat.server..", "lanchat.client..");
        pointsNowhere("lanchat.client..", "lanchat.server..");
    }

    @Test
    void inTheServerArrowsPointDown() {
        pointsNowhere(DOOR, SERVER);
        pointsNowhere(LOG, SERVER, DOOR);
        pointsNowhere(ROOM, SERVER, DOOR, LOG);
    }

    @Test
    void inTheClientArrowsPointDownAndLinkAndScreenNeverMeet() {
        pointsNowhere(LINK, CLIENT, SCREEN);
        pointsNowhere(SCREEN, CLIENT, LINK);
    }

    @Test
    void thereAreNoCirclesOfPackages() {
        slices().matching("lanchat.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRoomIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ROOM)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.io..", "java.nio..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Instant.class, UUID.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    private static void pointsNowhere(String from, String... to) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(CLASSES);
    }
}
