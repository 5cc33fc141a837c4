package demarc.app.signals.triage;

import demarc.app.agreement.Agreements;
import demarc.app.directory.Directory;
import demarc.app.directory.Site;
import demarc.app.estate.Asset;
import demarc.app.estate.Assets;
import demarc.app.signals.Concern;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What of a client is watched, and what is not.
@Component
public class Coverage {
    private static final int SHOWN = 100;

    /// @param unwatched things in use of which nothing is ever said, some
    /// @param blind     how many there are of those
    /// @param strangers what is said of things that the estate does not know, some
    /// @param unlinked  sites whose link nothing looks at
    /// @param owners    who takes what is seen
    /// @param silent    sources that were never heard, or are not now
    /// @param by        what looks
    public record Report(Lookers by, List<Kind> kinds, List<Asset> unwatched, int blind, List<String> strangers, List<Site> unlinked, List<Owner> owners, List<Source> silent) {
        public int watched() {
            return kinds.stream().mapToInt(Kind::watched).sum();
        }

        public int things() {
            return kinds.stream().mapToInt(Kind::all).sum();
        }
    }

    /// @param checks     of our own, switched on
    /// @param heartbeats jobs that are expected
    /// @param tools      other sources that are switched on
    public record Lookers(int checks, int heartbeats, int tools) {}

    public record Kind(Asset.Kind kind, int watched, int all) {}

    /// @param activity by name; null when the agreement in force names none that fits
    /// @param atNight  another team, if it is another
    /// @param checks   names of those of our own that say it, some
    /// @param sources  names of those that say it
    public record Owner(Concern concern, @Nullable String activity, String byDay, String atNight, List<String> checks, List<String> sources) {
        public boolean isNobody() {
            return activity == null;
        }
    }

    private record Own(String name, String thing, Concern concern) {}

    private final JdbcClient sql;
    private final Assets assets;
    private final Sources sources;
    private final Directory directory;
    private final Agreements agreements;
    private final Places places;
    private final Clock clock;

    Coverage(JdbcClient sql, Assets assets, Sources sources, Directory directory, Agreements agreements, Places places, Clock clock) {
        this.sql = sql;
        this.assets = assets;
        this.sources = sources;
        this.directory = directory;
        this.agreements = agreements;
        this.places = places;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Report of(int client) {
        var watched = new HashSet<>(sql.sql("select distinct asset_id from signals.condition where client_id = ? and asset_id is not null").param(client).query(Long.class).list());
        var speaking = sources.of(List.of(client)).stream().filter(Source::enabled).toList();
        var own = sql.sql("select name, thing, concern from signals.own_check where client_id = ? and enabled order by id").param(client)
                .query((row, _) -> new Own(row.getString(1), row.getString(2), Concern.valueOf(row.getString(3)))).list();
        var assets = inUse(client);
        // What never failed and who only ever pinged have no condition, and look all the same.
        var strangers = new TreeSet<>(strangers(client));
        known(client, assets, own.stream().map(Own::thing).toList(), strangers, watched);
        known(client, assets, speaking.stream().filter(Source::isHeartbeat).map(Source::name).toList(), new TreeSet<>(), watched);
        var kinds = new TreeMap<Asset.Kind, int[]>();
        var blind = new ArrayList<Asset>();
        var unseen = 0;
        for (var asset : assets) {
            var count = kinds.computeIfAbsent(asset.kind(), _ -> new int[2]);
            count[1]++;
            if (watched.contains(asset.id())) count[0]++;
            else if (++unseen <= SHOWN) blind.add(asset);
        }
        var beats = (int) speaking.stream().filter(Source::isHeartbeat).count();
        var tools = (int) speaking.stream().filter(source -> !source.isHeartbeat() && !source.isOurs()).count();
        return new Report(new Lookers(own.size(), beats, tools), kinds.entrySet().stream().map(each -> new Kind(each.getKey(), each.getValue()[0], each.getValue()[1])).toList(), blind, unseen,
                strangers.stream().limit(SHOWN).toList(), unlinked(client, own), owners(client, speaking, own), speaking.stream().filter(this::isSilent).toList());
    }

    /// By name, which is what most are called by; what is left by whatever else a thing answers to.
    private void known(int client, List<Asset> all, List<String> things, Set<String> strangers, Set<Long> watched) {
        var names = new HashMap<String, Long>();
        for (var asset : all) names.putIfAbsent(asset.name().toLowerCase(Locale.ROOT), asset.id());
        var left = new LinkedHashSet<String>();
        for (var thing : things) {
            var asset = names.get(thing.toLowerCase(Locale.ROOT));
            if (asset != null) watched.add(asset);
            else left.add(thing);
        }
        var some = left.stream().limit(SHOWN).toList();
        var found = assets.find(client, some);
        watched.addAll(found.values());
        some.stream().filter(thing -> !found.containsKey(thing)).forEach(strangers::add);
    }

    private List<Asset> inUse(int client) {
        var all = new ArrayList<Asset>();
        String cursor = null;
        do {
            var page = assets.page(new Assets.Filter(List.of(client), null, null, false), cursor, 1_000);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    /// What a source says of itself is of no thing.
    private List<String> strangers(int client) {
        return sql.sql("""
                select min(c.thing) from signals.condition c
                 where c.client_id = :client and c.asset_id is null and c.thing <> '' and c.check_name not in ('heartbeat', 'silence')
                 group by c.thing_key collate "C" order by c.thing_key collate "C" limit %d
                """.formatted(SHOWN)).param("client", client).query(String.class).list();
    }

    private List<Site> unlinked(int client, List<Own> own) {
        var sites = directory.sitesOf(client);
        if (sites.isEmpty()) return List.of();
        var looked = new HashSet<>(sql.sql("select distinct thing_key from signals.condition where client_id = :client and thing_key = any (:keys)")
            .param("client", client).param("keys", sites.stream().map(site -> site.key().toLowerCase(Locale.ROOT)).toArray(String[]::new)).query(String.class).list());
        for (var check : own) looked.add(check.thing.toLowerCase(Locale.ROOT));
        return sites.stream().filter(site -> !looked.contains(site.key().toLowerCase(Locale.ROOT))).toList();
    }

    private List<Owner> owners(int client, List<Source> speaking, List<Own> own) {
        var concerns = EnumSet.noneOf(Concern.class);
        for (var source : speaking) concerns.add(source.concern());
        for (var check : own) concerns.add(check.concern);
        if (concerns.contains(Concern.SECURITY)) concerns.add(Concern.CONTAINMENT);
        var now = clock.instant();
        var inForce = agreements.inForce(client, now).map(signed -> signed.inForce()).orElse(null);
        var day = places.someTime(client, now, true);
        var night = places.someTime(client, now, false);
        return concerns.stream().map(concern -> owner(client, concern, inForce, day, night, own.stream().filter(check -> check.concern == concern)
                .map(check -> "%s of %s".formatted(check.name, check.thing)).limit(SHOWN).toList(), speaking.stream().filter(source -> !source.isOurs() && source.concern() == concern).map(Source::name).toList())).toList();
    }

    private Owner owner(int client, Concern concern, @Nullable InForce inForce, Instant day, Instant night, List<String> checks, List<String> sources) {
        var byDay = taken(inForce, places.activities(client, concern, day), day);
        var atNight = taken(inForce, places.activities(client, concern, night), night);
        if (byDay == null || atNight == null) return new Owner(concern, null, "", "", checks, sources);
        return new Owner(concern, byDay.activity, byDay.team, atNight.team.equals(byDay.team) ? "" : atNight.team, checks, sources);
    }

    private record Taken(String activity, String team) {}

    private static @Nullable Taken taken(@Nullable InForce inForce, List<String> wanted, Instant at) {
        if (inForce == null) return null;
        for (var code : wanted)
            for (var activity : inForce.activities())
                if (activity.code().equals(code)) {
                    var team = inForce.assign(activity, Priority.P2, null, at).responsible();
                    return new Taken(activity.title(), team.title());
                }
        return null;
    }

    private boolean isSilent(Source source) {
        return source.lastAt() == null || source.expectedAt() == null && (source.silentAfter() != null || source.period() != null);
    }
}
