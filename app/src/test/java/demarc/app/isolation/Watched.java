package demarc.app.isolation;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.testing.Api;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What is watched at the victim's: a source, what it said, and what could not be read of it.
///
/// @param source    id
/// @param condition id
/// @param window    id of a maintenance window
record Watched(String source, String condition, String window) {
    Watched(Fixture fixture, Client client, Actor manager) {
        this(fixture, client, manager, fixture.api(manager).post("/api/v1/clients/%s/sources".formatted(client.key()), Map.of("kind", "json", "name", "Quagga script")));
    }

    private Watched(Fixture fixture, Client client, Actor manager, Api.Answer made) {
        this(made.at("/id"), say(fixture, client, manager, made.at("/key")), fixture.api(manager).post("/api/v1/clients/%s/windows".formatted(client.key()),
                Map.of("to", Instant.now().plus(Duration.ofDays(30)).toString(), "scope", "thing", "target", "quagga-*", "reason", "quagga-maintenance")).at("/id"));
    }

    private static String say(Fixture fixture, Client client, Actor manager, String key) {
        send(fixture, key, "{\"thing\": \"quagga-server\", \"check\": \"quagga-check\", \"summary\": \"quagga-condition\"}");
        send(fixture, key, "quagga-unreadable");
        return fixture.api(manager).get("/api/v1/conditions?client=" + client.key()).at("/items/0/id");
    }

    private static void send(Fixture fixture, String key, String body) {
        try (var http = HttpClient.newHttpClient()) {
            http.send(HttpRequest.newBuilder(URI.create(fixture.url() + "/api/v1/signals/json/" + key)).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
