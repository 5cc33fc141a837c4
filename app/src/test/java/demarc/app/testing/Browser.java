package demarc.app.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import demarc.app.platform.Actor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real browser: Chromium, started once for the run. `try (var browser = Browser.open(fixture, ada)) { browser.page()… }`
public final class Browser implements AutoCloseable {
    private static final String AXE = AxeBuilder.getAxeScript();

    private final BrowserContext context;
    private final Page page;
    private final String url;

    private Browser(BrowserContext context, String url) {
        this.context = context;
        this.url = url;
        page = context.newPage();
    }

    /// Whether a browser is here at all: `assumeTrue(Browser.isInstalled(), Browser.HOW_TO)`.
    public static boolean isInstalled() {
        return Files.isExecutable(chromium());
    }

    public static final String HOW_TO = "no Chromium: install it (Debian: apt-get install chromium) or set DEMARC_CHROMIUM to its path";

    public static Browser open(Fixture fixture) {
        return open(fixture, 1280, 900, false);
    }

    public static Browser open(Fixture fixture, int width, int height, boolean dark) {
        var options = new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height)
                .setBaseURL(fixture.url()).setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE); // a colour on its way to another is no colour to judge
        return new Browser(Started.CHROMIUM.newContext(options), fixture.url());
    }

    public static Browser open(Fixture fixture, Actor actor) {
        return open(fixture).signIn(actor);
    }

    public Browser signIn(Actor actor) {
        page.navigate(url + "/sign-in");
        page.getByLabel("Email").fill(actor.email());
        page.getByLabel("Password").fill(Fixture.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.waitForURL(there -> !there.contains("/sign-in"));
        return this;
    }

    public Page page() {
        return page;
    }

    public Page go(String path) {
        page.navigate(url + path);
        return page;
    }

    /// Into `target/screenshots/NAME.png`; not in CI, where nobody looks.
    public Browser screenshot(String name) {
        if (System.getenv("CI") == null) page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")).setFullPage(true));
        return this;
    }

    /// What axe finds serious or critical on the page, one line each; empty is good.
    @SuppressWarnings("unchecked")
    public List<String> barriers() {
        page.evaluate(AXE);
        // Asked in the page, so that only what is wrong is told: the list of what is well is a hundred times as long.
        return (List<String>) page.evaluate("""
                axe.run(document, { resultTypes: ["violations"], iframes: false }).then((found) => found.violations
                    .filter((rule) => ["serious", "critical"].includes(rule.impact))
                    .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`)))""");
    }

    @Override public void close() {
        context.close();
    }

    private static Path chromium() {
        var named = System.getenv("DEMARC_CHROMIUM");
        return Path.of(named == null ? "/usr/bin/chromium" : named);
    }

    private static final class Started {
        private static final com.microsoft.playwright.Browser CHROMIUM = start();

        private static com.microsoft.playwright.Browser start() {
            var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright.chromium().launch(new LaunchOptions().setExecutablePath(chromium()).setArgs(List.of("--no-sandbox", "--disable-gpu",
                    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")));
        }
    }
}
