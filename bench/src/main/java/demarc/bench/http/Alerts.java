package demarc.bench.http;

import java.nio.charset.StandardCharsets;

/// Alerts of Prometheus as its rules make them, in the form that Alertmanager takes (API v2) and in the one in which it tells on (webhook, version 4). Labels and
/// annotations are the same in both.
final class Alerts {
    private static final String STARTED = "2026-11-24T02:10:00.123Z";

    private Alerts() {}

    private static String labels(int n) {
        return """
                "labels":{"alertname":"InstanceDown","cluster":"plant-%d","instance":"srv%06d.example.net:9100","job":"node","severity":"critical","team":"infrastructure"},\
                "annotations":{"description":"srv%06d.example.net:9100 of job node has been down for more than 5 minutes.","runbook_url":"https://runbooks.example.net/InstanceDown",\
                "summary":"Instance srv%06d.example.net:9100 down"},"generatorURL":"http://prometheus.example.net:9090/graph?g0.expr=up+%%3D%%3D+0&g0.tab=1\""""
                .formatted(n % 10, n, n, n);
    }

    /// As Prometheus sends them to Alertmanager.
    static byte[] toAlertmanager(int from, int many, boolean firing) {
        var body = new StringBuilder("[");
        for (var n = from; n < from + many; n++)
            body.append(n == from ? "" : ",").append('{').append(labels(n)).append(",\"startsAt\":\"").append(STARTED).append('"')
                    .append(firing ? "" : ",\"endsAt\":\"2026-11-24T02:20:00.123Z\"").append('}');
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /// As Alertmanager tells Demarc of them.
    static byte[] toDemarc(int from, int many, boolean firing) {
        var status = firing ? "firing" : "resolved";
        var body = new StringBuilder("{\"receiver\":\"demarc\",\"status\":\"%s\",\"alerts\":[".formatted(status));
        for (var n = from; n < from + many; n++)
            body.append(n == from ? "" : ",").append("{\"status\":\"").append(status).append("\",").append(labels(n)).append(",\"startsAt\":\"").append(STARTED).append("\",\"endsAt\":\"")
                    .append(firing ? "0001-01-01T00:00:00Z" : "2026-11-24T02:20:00.123Z").append("\",\"fingerprint\":\"%016x\"}".formatted(n * 0x9E3779B97F4A7C15L));
        return body.append("],\"groupLabels\":{\"alertname\":\"InstanceDown\"},\"commonLabels\":{\"alertname\":\"InstanceDown\"},\"commonAnnotations\":{},")
                .append("\"externalURL\":\"http://alertmanager.example.net:9093\",\"version\":\"4\",\"groupKey\":\"{}:{alertname=\\\"InstanceDown\\\"}\",\"truncatedAlerts\":0}")
                .toString().getBytes(StandardCharsets.UTF_8);
    }
}
