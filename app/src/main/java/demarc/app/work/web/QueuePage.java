package demarc.app.work.web;

import demarc.app.directory.Client;
import demarc.app.directory.Person;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.ListQuery.Chip;
import demarc.app.platform.ListQuery;
import demarc.app.work.Kind;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The queue.
///
/// @param next     where the next page is; null at the end
/// @param views    the ready ones, then the viewer's own
/// @param results  what a bulk action did, ticket by ticket
/// @param works    whether the viewer may act on tickets
public record QueuePage(
        ListQuery query, List<Line> lines, @Nullable String next, boolean first, List<View> views, List<Chip> chips, List<Client> clients, List<Team> teams,
        List<Person> colleagues, List<Result> results, boolean works) {

    public record Line(Queue.Row row, Promise promise, String requester, @Nullable String assignee, boolean provider, boolean offeredToUs) {}

    /// @param id of the viewer's own; null for a ready one
    public record View(@Nullable Integer id, String name, String href, boolean current) {}

    public record Result(String ref, boolean done, String words) {}

    private static final List<String[]> READY = List.of(
            new String[] {"Open", ""}, new String[] {"Mine", "who=me"}, new String[] {"My teams", "who=teams"}, new String[] {"Nobody's", "who=nobody"},
            new String[] {"Due within 4 hours", "due=4h"}, new String[] {"Promise broken", "breached=yes"},
            new String[] {"Crossed the line today", "crossed=today"}, new String[] {"Offered to us", "offered=yes"},
            new String[] {"Seen by monitoring", "seen=yes"});

    static List<View> views(ListQuery query, List<SavedViews.Saved> own) {
        var here = query.text();
        var views = new ArrayList<View>();
        for (var ready : READY) views.add(new View(null, ready[0], QueueQuery.parse(ready[1]).href(), here.equals(ready[1])));
        for (var saved : own) views.add(new View(saved.id(), saved.name(), QueueQuery.parse(saved.query()).href(), here.equals(saved.query())));
        return List.copyOf(views);
    }

    static List<Chip> chips(ListQuery query, List<Client> clients, List<Team> teams) {
        var chips = new ArrayList<Chip>();
        query.values().forEach((name, value) -> {
            if (!name.equals("sort")) chips.add(new Chip(words(name, value, clients, teams), query.without(name)));
        });
        return List.copyOf(chips);
    }

    private static String words(String name, String value, List<Client> clients, List<Team> teams) {
        return switch (name) {
            case "client" -> "for " + clients.stream().filter(client -> client.key().equals(value)).map(Client::name).findFirst().orElse(value);
            case "team" -> "with " + teams.stream().filter(team -> value.equals(String.valueOf(team.id()))).map(Team::name).findFirst().orElse("team " + value);
            case "who" -> switch (value) {
                case "me" -> "mine";
                case "nobody" -> "nobody's";
                default -> "my teams'";
            };
            case "status" -> value.equals("all") ? "any status" : value.toLowerCase(java.util.Locale.ROOT);
            case "waiting" -> "waiting on " + value.toLowerCase(java.util.Locale.ROOT);
            case "due" -> "due within " + value;
            case "breached" -> "promise broken";
            case "offered" -> "offered to us";
            case "seen" -> "seen by monitoring";
            case "crossed" -> "crossed the line today";
            case "q" -> "“%s”".formatted(value);
            default -> value.toLowerCase(java.util.Locale.ROOT).replaceFirst("^p([1-4])$", "P$1");
        };
    }

    public List<Priority> priorities() {
        return List.of(Priority.values());
    }

    public List<Kind> kinds() {
        return List.of(Kind.values());
    }

    public List<Status> statuses() {
        return List.of(Status.values());
    }

    public List<WaitingOn> reasons() {
        return Arrays.stream(WaitingOn.values()).filter(on -> on != WaitingOn.DECISION).toList();
    }

    public static String words(WaitingOn on) {
        return switch (on) {
            case REQUESTER -> "the requester";
            case CLIENT -> "the client";
            case VENDOR -> "a vendor";
            case PARTS -> "parts";
            case SCHEDULED -> "an appointment";
            case DECISION -> "a decision";
        };
    }

    static boolean offeredTo(Actor by, Queue.Row row) {
        var team = row.offeredTeam();
        return team != null && by.isIn(team);
    }
}
