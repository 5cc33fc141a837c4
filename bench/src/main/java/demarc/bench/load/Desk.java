package demarc.bench.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who appears in the tickets: the directory as it is.
///
/// @param agreement number of the version in force; null when there is none
record Desk(int client, String code, String name, @Nullable Integer agreement, List<Team> teams, List<Integer> requesters) {
    record Team(int id, int party, List<Integer> people) {}

    static List<Desk> all(Connection connection) throws SQLException {
        var people = new HashMap<Integer, List<Integer>>();
        each(connection, "select party_id, id from directory.person where active order by id", row -> of(people, row.getInt(1)).add(row.getInt(2)));
        var members = new HashMap<Integer, List<Integer>>();
        each(connection, "select team_id, person_id from directory.membership order by 1, 2", row -> of(members, row.getInt(1)).add(row.getInt(2)));
        var teams = new HashMap<Integer, List<Team>>();
        each(connection, "select party_id, id from directory.team order by id",
                row -> of(teams, row.getInt(1)).add(new Team(row.getInt(2), row.getInt(1), members.getOrDefault(row.getInt(2), List.of()))));
        var providers = new HashMap<Integer, List<Integer>>();
        each(connection, "select distinct client_id, provider_id from directory.engagement where to_date is null order by 1, 2",
                row -> of(providers, row.getInt(1)).add(row.getInt(2)));
        var agreements = new HashMap<Integer, Integer>();
        each(connection, "select client_id, number from agreement.term where starts_at <= now() order by starts_at", row -> agreements.put(row.getInt(1), row.getInt(2)));

        var desks = new ArrayList<Desk>();
        each(connection, "select id, code, name from directory.party where kind = 'CLIENT' order by id", row -> {
            var client = row.getInt(1);
            var all = new ArrayList<>(teams.getOrDefault(client, List.of()));
            for (var provider : providers.getOrDefault(client, List.of())) all.addAll(teams.getOrDefault(provider, List.of()));
            all.removeIf(team -> team.people.isEmpty());
            var requesters = people.getOrDefault(client, List.of());
            if (!all.isEmpty() && !requesters.isEmpty()) desks.add(new Desk(client, row.getString(2), row.getString(3), agreements.get(client), all, requesters));
        });
        if (desks.isEmpty()) throw new IllegalStateException("there are no clients with people and teams yet");
        return desks;
    }

    private static <V> List<V> of(Map<Integer, List<V>> map, int key) {
        return map.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String query, Row read) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) read.read(rows);
        }
    }
}
