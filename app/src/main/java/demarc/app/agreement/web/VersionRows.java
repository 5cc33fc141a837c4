package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.agreement.web.VersionsPage.Mark;
import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Versions with their signatures, in words.
@Component
@Transactional(readOnly = true)
class VersionRows {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Agreements agreements;
    private final Versions versions;
    private final Authority authority;
    private final People people;
    private final Clock clock;

    VersionRows(Agreements agreements, Versions versions, Authority authority, People people, Clock clock) {
        this.agreements = agreements;
        this.versions = versions;
        this.authority = authority;
        this.people = people;
        this.clock = clock;
    }

    public List<VersionsPage.Row> of(Actor actor, Client client) {
        var all = versions.of(client.id());
        var names = names(all);
        var parties = people.parties();
        var current = agreements.inForce(client.id(), clock.instant()).orElse(null);
        return all.stream().map(version -> {
            var state = States.of(version, current, clock.instant(), client.zone());
            var withdrawal = version.withdrawal();
            return new VersionsPage.Row(version.number(), version.hash(), DAY.format(version.effective()), state.name(), state.words(), state.tone(), version.note(), names.getOrDefault(version.createdBy(), "Somebody"),
                    version.createdAt(), marks(client, version, names, parties), VersionsPage.previous(all, version), version.isOpen(),
                    version.isOpen() && authority.mayDraft(actor, client) && version.parties().contains(actor.party().id()),
                    withdrawal == null ? "" : "%s, %s: %s".formatted(names.getOrDefault(withdrawal.personId(), "Somebody"), States.moment(withdrawal.at(), client.zone()), withdrawal.reason()));
        }).toList();
    }

    Map<Integer, String> names(List<Version> all) {
        var ids = new HashSet<Integer>();
        for (var version : all) {
            ids.add(version.createdBy());
            version.signatures().forEach(signature -> ids.add(signature.personId()));
            if (version.withdrawal() != null) ids.add(Objects.requireNonNull(version.withdrawal()).personId());
        }
        return people.names(ids);
    }

    /// In the order of the text: the client first.
    static List<Mark> marks(Client client, Version version, Map<Integer, String> names, Map<Integer, String> parties) {
        return version.parties().stream().map(party -> {
            var css = party == client.id() ? "side-client" : "side-" + ((version.parties().indexOf(party) - 1) % 4 + 1);
            var name = parties.getOrDefault(party, "A party");
            return version.signatureOf(party)
                    .map(signature -> new Mark(name, css, names.getOrDefault(signature.personId(), "Somebody"), signature.at(), signature.statement(), false))
                    .orElseGet(() -> new Mark(name, css, "", null, "", version.isOpen()));
        }).toList();
    }
}
