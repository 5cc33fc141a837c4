package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Draft;
import demarc.app.agreement.Drafts;
import demarc.app.agreement.Proposals;
import demarc.app.agreement.Signed;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.agreement.web.Frame.Choice;
import demarc.app.agreement.web.Frame.Notice;
import demarc.app.agreement.web.Frame.Shown;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.NotFound;
import demarc.core.agreement.InForce;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Builds the [Frame]: finds the client, decides which text to show, and says what waits.
@Component
@Transactional(readOnly = true)
class Frames {

    private final Directory directory;
    private final Agreements agreements;
    private final Versions versions;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Authority authority;
    private final Clock clock;

    Frames(Directory directory, Agreements agreements, Versions versions, Drafts drafts, Proposals proposals, Authority authority, Clock clock) {
        this.directory = directory;
        this.agreements = agreements;
        this.versions = versions;
        this.drafts = drafts;
        this.proposals = proposals;
        this.authority = authority;
        this.clock = clock;
    }

    public Client client(Actor actor, String key) {
        var client = directory.findClient(key).orElseThrow(() -> new NotFound("agreement", key));
        authority.mustRead(actor, client);
        return client;
    }

    /// @param asked a version's number, `draft`, or nothing for the version in force (else the newest proposed, else the draft)
    public Frame frame(Actor actor, String clientKey, String tab, @Nullable String asked) {
        var client = client(actor, clientKey);
        var all = versions.of(client.id());
        var draft = drafts.find(client.id());
        var current = agreements.inForce(client.id(), clock.instant()).orElse(null);
        var shown = shown(client, asked, all, draft, current);
        return new Frame(client, tab, shown, choices(all, draft, current, shown), authority.mayDraft(actor, client), draft.isPresent(), notice(actor, client, all));
    }

    private @Nullable Shown shown(Client client, @Nullable String asked, List<Version> all, Optional<Draft> draft, @Nullable Signed current) {
        if (asked == null || asked.isBlank()) {
            if (current != null) return version(client, all, current.number(), current);
            var newest = all.stream().filter(version -> version.withdrawal() == null).findFirst();
            if (newest.isPresent()) return version(client, all, newest.get().number(), null);
            return draft.map(each -> draft(client, each)).orElse(null);
        }
        if (asked.equals("draft")) return draft.map(each -> draft(client, each)).orElseThrow(() -> new NotFound("draft", client.key()));
        if (!asked.matches("\\d{1,7}")) throw new NotFound("version", asked);
        return version(client, all, Integer.parseInt(asked), current);
    }

    private Shown version(Client client, List<Version> all, int number, @Nullable Signed current) {
        var version = all.stream().filter(each -> each.number() == number).findFirst().orElseThrow(() -> new NotFound("version", number));
        var inForce = agreements.meaning(version);
        var state = States.of(version, current, clock.instant(), client.zone());
        return new Shown(number, "Version " + number, state.words(), state.tone(), Frame.inWords(inForce.agreement().model()), inForce);
    }

    /// Null while the draft's text leaves its meaning open.
    private @Nullable Shown draft(Client client, Draft draft) {
        var reading = proposals.read(client, draft.text());
        var agreement = reading.agreement();
        if (agreement == null || !reading.isWhole()) return null;
        return new Shown(null, "Draft", reading.errors() == 0 ? "not proposed yet" : "not proposed yet, with errors", "warn", Frame.inWords(agreement.model()), InForce.of(agreement));
    }

    private List<Choice> choices(List<Version> all, Optional<Draft> draft, @Nullable Signed current, @Nullable Shown shown) {
        var choices = new ArrayList<Choice>();
        if (draft.isPresent()) choices.add(new Choice("draft", "Draft", shown != null && shown.number() == null));
        for (var version : all) {
            var state = version.state(clock.instant(), current == null ? null : current.versionId());
            choices.add(new Choice(String.valueOf(version.number()), "Version %d, %s".formatted(version.number(), States.name(state)), shown != null && shown.number() != null && shown.number() == version.number()));
        }
        return choices;
    }

    private @Nullable Notice notice(Actor actor, Client client, List<Version> all) {
        var mine = all.stream().filter(version -> version.awaits(actor.party().id())).findFirst();
        if (mine.isPresent() && authority.maySign(actor, client, actor.party().id()))
            return new Notice("Version %d waits for %s to sign.".formatted(mine.get().number(), actor.party().name()), "/agreements/%s/versions/%d/sign".formatted(client.key(), mine.get().number()), "Read and sign");
        return all.stream().filter(Version::isOpen).findFirst()
                .map(open -> new Notice("Version %d is proposed and waits for signatures.".formatted(open.number()), "/agreements/%s/versions/%d/sign".formatted(client.key(), open.number()), "See what it changes")).orElse(null);
    }
}
