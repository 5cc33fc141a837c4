package demarc.app.platform;

import demarc.app.platform.postgres.DatabaseSupply;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;

/// What `serve` and `demo` do once the command line is read. Kept apart from the commands so that listing them loads no Spring.
final class ServeRun {
    private final int port;
    private final PrintWriter say;

    ServeRun(int port, PrintWriter say) {
        this.port = port;
        this.say = say;
    }

    int serve() throws InterruptedException {
        var url = System.getenv("DEMARC_DATABASE_URL");
        var context = new Start(port, say).run("serve", url == null || url.isBlank() ? null : url);
        var address = address(context);
        if (Training.isTrainee()) {
            Training.look(address);
            context.close();
            return Exits.DONE;
        }
        if (context.getBean(Accounts.class).nobody())
            say.println("Demarc is up. Set it up at %s/set-up (from another machine the set-up code is %s)"
                    .formatted(address, context.getBean(SetUpCode.class).code()));
        else say.println("Demarc is up at " + address);
        return untilStopped(context);
    }

    int demo() throws InterruptedException {
        var context = new Start(port, say).run("demo", null);
        var stories = context.getBeansOfType(DemoStory.class).values().stream().sorted(Comparator.comparingInt(DemoStory::order)).toList();
        if (context.getBean(Accounts.class).nobody()) {
            say.println("Telling the demonstration's story …");
            say.flush();
            HalfTold.begin(Home.directory());
            stories.forEach(DemoStory::tell);
        } else if (DemoSheet.read().isEmpty()) {
            say.println("This database was not filled by a demonstration.");
            say.println("For the whole story start with an empty data directory: DEMARC_HOME=/path/to/another demarc demo");
        }
        var sheet = DemoSheet.write(address(context), stories, context.getBean(Accounts.class), context.getBean(Actors.class));
        HalfTold.end(Home.directory());
        // Two weeks of story and a hash of 19 MiB for each person: given back before anybody looks.
        System.gc();
        say.println();
        say.println("  Demarc is up at " + sheet.url());
        say.println();
        for (var person : sheet.people())
            say.println("  %-18s %-18s %-24s %-30s %s".formatted(person.name(), person.role(), person.party(), person.email(), person.password()));
        say.println();
        say.println("  Sign in with an email and its password. The same, with API tokens: " + DemoSheet.file());
        say.println("  Stop with Ctrl+C; the data stays.");
        return untilStopped(context);
    }

    private int untilStopped(ConfigurableApplicationContext context) throws InterruptedException {
        say.flush();
        Training.inBackground(context.getBean(DatabaseSupply.class).get());
        new CountDownLatch(1).await();
        return Exits.DONE;
    }

    private static String address(ConfigurableApplicationContext context) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }
}
