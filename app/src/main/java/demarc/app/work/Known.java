package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Team;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Tenancy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Clients, parties and teams, remembered for a few seconds so that a ticket costs no look-ups. It holds everybody's: who asks has to check
/// that the actor may see the client. What it does not know it asks for at once; a new name shows within [#REMEMBERED].
@Component
class Known {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private record TeamKey(int party, String key) {}

    private record Snapshot(
            Map<String, Client> byKey, Map<String, Client> byCode, Map<Integer, Client> clients, Map<Integer, Party> parties,
            Map<String, Party> partyByKey, Map<Integer, Team> teams, Map<TeamKey, Team> teamByKey, long until) {}

    private final Directory directory;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Snapshot snapshot;

    Known(Directory directory) {
        this.directory = directory;
    }

    Client client(String key) {
        return find(known -> known.byKey.get(key)).orElseThrow(() -> new NotFound("client", key));
    }

    Client client(int id) {
        return find(known -> known.clients.get(id)).orElseThrow(() -> new NotFound("client", id));
    }

    Optional<Client> clientOfCode(String code) {
        return find(known -> known.byCode.get(code));
    }

    Party party(int id) {
        return find(known -> known.parties.get(id)).orElseThrow(() -> new NotFound("party", id));
    }

    Optional<Party> findParty(String key) {
        return find(known -> known.partyByKey.get(key));
    }

    Optional<Team> findTeam(int party, String key) {
        return find(known -> known.teamByKey.get(new TeamKey(party, key)));
    }

    Optional<Team> findTeam(int id) {
        return find(known -> known.teams.get(id));
    }

    String partyName(int id) {
        return find(known -> known.parties.get(id)).map(Party::name).orElse("another party");
    }

    String teamName(@Nullable Integer id) {
        return id == null ? "nobody" : find(known -> known.teams.get(id)).map(Team::name).orElse("a team");
    }

    List<Team> teamsOf(int party) {
        return now().teams.values().stream().filter(team -> team.partyId() == party).sorted(java.util.Comparator.comparing(Team::name)).toList();
    }

    private <T> Optional<T> find(Function<Snapshot, @Nullable T> question) {
        var found = question.apply(now());
        return Optional.ofNullable(found == null ? question.apply(fresh()) : found);
    }

    private Snapshot now() {
        var last = snapshot;
        if (last == null) return fresh();
        if (last.until - System.nanoTime() < 0 && refreshing.compareAndSet(false, true))
            Thread.ofVirtual().name("known").start(() -> {
                try {
                    snapshot = load();
                } finally {
                    refreshing.set(false);
                }
            });
        return last;
    }

    /// Loads on a thread of its own: the caller may be in a transaction that sees less.
    private Snapshot fresh() {
        var loaded = new Snapshot[1];
        try {
            var loading = Thread.ofVirtual().name("known").start(() -> loaded[0] = load());
            loading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (loaded[0] == null) throw new IllegalStateException("the directory could not be read");
        snapshot = loaded[0];
        return loaded[0];
    }

    private Snapshot load() {
        return Tenancy.asSystem(() -> {
            var clients = directory.clients();
            var parties = directory.parties();
            var teams = directory.teams();
            return new Snapshot(by(clients, Client::key), by(clients, Client::code), by(clients, Client::id), by(parties, Party::id), by(parties, Party::key),
                    by(teams, Team::id), by(teams, team -> new TeamKey(team.partyId(), team.key())), System.nanoTime() + REMEMBERED.toNanos());
        });
    }

    private static <K, V> Map<K, V> by(List<V> all, Function<V, K> key) {
        var map = new HashMap<K, V>(all.size() * 2);
        for (var each : all) map.put(key.apply(each), each);
        return map;
    }
}
