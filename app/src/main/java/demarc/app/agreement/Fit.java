package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Party;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Finding;
import demarc.core.agreement.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Holds a text against the directory: does it name this client, providers that work for it, people who exist? What the checker cannot
/// know, said in its own way.
@Component
class Fit {

    private final Directory directory;
    private final Versions versions;

    Fit(Directory directory, Versions versions) {
        this.directory = directory;
        this.versions = versions;
    }

    /// The directory's party for each party of the text, by the text's key; incomplete when there are errors.
    record Parties(Party client, Map<String, Party> providers) {

        @Nullable Party of(Agreement.Party written) {
            return written.isClient() ? client : providers.get(written.key());
        }

        List<Integer> signers() {
            var ids = new ArrayList<Integer>();
            ids.add(client.id());
            providers.values().forEach(provider -> ids.add(provider.id()));
            return ids;
        }
    }

    @Transactional(readOnly = true)
    public Parties parties(Client client, Agreement agreement) {
        var engaged = directory.providersOf(client.id()).stream().collect(Collectors.toMap(Party::key, provider -> provider));
        var found = new LinkedHashMap<String, Party>();
        for (var provider : agreement.providers()) if (engaged.get(provider.key()) instanceof Party party) found.put(provider.key(), party);
        return new Parties(client.party(), found);
    }

    @Transactional(readOnly = true)
    public List<Finding> findings(Client client, Agreement agreement) {
        var findings = new ArrayList<Finding>();
        if (!agreement.key().equals(client.key()))
            findings.add(error("other-client", agreement.at(), "The text is the agreement of '%s', but this client is '%s'.".formatted(agreement.key(), client.key()), "Write: agreement: " + client.key()));
        number(client, agreement, findings);
        var parties = parties(client, agreement);
        for (var provider : agreement.providers())
            if (parties.of(provider) == null)
                findings.add(error("not-engaged", provider.at(), "'%s' is no provider that works for %s.".formatted(provider.key(), client.name()), engagedHint(client)));
        teams(agreement, parties, findings);
        posts(agreement, parties, findings);
        return findings.stream().sorted().toList();
    }

    private void number(Client client, Agreement agreement, List<Finding> findings) {
        int last = versions.of(client.id()).stream().mapToInt(Version::number).max().orElse(0);
        if (agreement.version() <= last)
            findings.add(error("version-taken", agreement.at(), "Version %d was proposed already, and no version is ever edited.".formatted(agreement.version()), "Write: version: " + (last + 1)));
    }

    private String engagedHint(Client client) {
        var keys = directory.providersOf(client.id()).stream().map(Party::key).toList();
        return keys.isEmpty() ? "Engage a provider for this client in the directory first." : "Engaged today: %s. Others are engaged in the directory.".formatted(String.join(", ", keys));
    }

    private void teams(Agreement agreement, Parties parties, List<Finding> findings) {
        for (var team : missingTeams(agreement, parties))
            findings.add(warning("new-team", team.at(), "The directory has no team '%s' of %s yet; it is made, empty, when this is proposed.".formatted(team.key(), team.party().name()), "Put people into it under Directory, Teams."));
    }

    @Transactional(readOnly = true)
    public List<Agreement.Team> missingTeams(Agreement agreement, Parties parties) {
        var known = new HashMap<Integer, List<String>>();
        return agreement.teams().values().stream()
                .filter(team -> parties.of(team.party()) instanceof Party party
                        && !known.computeIfAbsent(party.id(), id -> directory.teamsOf(id).stream().map(each -> each.key()).toList()).contains(team.key()))
                .toList();
    }

    private void posts(Agreement agreement, Parties parties, List<Finding> findings) {
        for (var post : agreement.people().values())
            if (parties.of(post.party()) instanceof Party party && directory.findPerson(party.id(), post.key()).isEmpty())
                findings.add(warning("unfilled-post", post.at(), "Nobody at %s holds the post '%s'.".formatted(post.party().name(), post.key()), "Give a person of %s the key '%s' in the directory.".formatted(post.party().name(), post.key())));
    }

    private static Finding error(String code, Place at, String message, String hint) {
        return new Finding(code, Finding.Severity.ERROR, at, message, null, hint, List.of());
    }

    private static Finding warning(String code, Place at, String message, String hint) {
        return new Finding(code, Finding.Severity.WARNING, at, message, null, hint, List.of());
    }
}
