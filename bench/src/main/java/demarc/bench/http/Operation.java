package demarc.bench.http;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;

/// What a client does over and over.
enum Operation {
    CREATE("create") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            var activity = pick(ACTIVITIES, random);
            return to.send("POST", "/api/v1/tickets", demo.token + "Content-Type: application/json\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n", """
                    {"client": "%s", "subject": "The %s shows error e%d", "description": "It began at ws%d. %s", "activity": "%s", "priority": "P%d"}"""
                    .formatted(demo.clients.get(random.nextInt(demo.clients.size())), pick(COMMON, random), random.nextInt(9_000), 10_000 + random.nextInt(40_000),
                            "Everybody in the room is affected and a restart did not help. ".repeat(1 + random.nextInt(4)), activity, 2 + random.nextInt(3)));
        }
    },
    REPLY("reply") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            // Each client has tickets of its own: two people who answer one ticket in the same millisecond are another matter.
            int own = demo.open.size() / clients;
            var ref = demo.open.get(client * own + random.nextInt(own));
            return to.send("POST", "/api/v1/tickets/" + ref + "/messages", demo.token + "Content-Type: application/json\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n",
                    "{\"body\": \"The %s was replaced, please try again and tell us.\"}".formatted(pick(COMMON, random)));
        }
    },
    QUEUE("queue, API") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            return to.send("GET", "/api/v1/tickets?limit=50", demo.token, null);
        }
    },
    TICKET("ticket, API") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            return to.send("GET", "/api/v1/tickets/" + demo.any.get(random.nextInt(demo.any.size())), demo.token, null);
        }
    },
    SEARCH("search") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            var words = switch (random.nextInt(5)) {
                case 0 -> pick(COMMON, random);
                case 1 -> "ws" + (10_000 + random.nextInt(40_000));
                case 2 -> pick(COMMON, random) + " e" + random.nextInt(9_000);
                case 3 -> pick(COMMON, random).substring(0, 4);
                default -> pick(COMMON, random) + " nowhere" + random.nextInt(1000);
            };
            return to.send("GET", "/api/v1/tickets?status=all&limit=50&q=" + Demo.encoded(words), demo.token, null);
        }
    },
    QUEUE_PAGE("queue page") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            return to.send("GET", "/queue", demo.session, null);
        }
    },
    TICKET_PAGE("ticket page") {
        @Override Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException {
            return to.send("GET", "/tickets/" + demo.any.get(random.nextInt(demo.any.size())), demo.session, null);
        }
    };

    private static final String[] ACTIVITIES = {"help-desk/first-line", "network-monitoring/fault-repair", "identity/fulfil-access", "backup/restore"};
    private static final String[] COMMON = {"printer", "outlook", "mailbox", "password", "monitor", "scanner", "headset", "driver", "warehouse", "reception"};

    final String title;

    Operation(String title) {
        this.title = title;
    }

    abstract Connection.Answer send(Connection to, Demo demo, Random random, int client, int clients) throws IOException;

    static String pick(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }
}
