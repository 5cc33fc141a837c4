package demarc.app.platform.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A PostgreSQL database and its two roles: the owner, who migrates, and `demarc_app`, whom row-level security binds.
///
/// The application's password is derived from the owner's, so every node finds the same one without sharing a file.
public record Database(String jdbcUrl, String owner, String ownerPassword) {
    public static final String APP_ROLE = "demarc_app";

    /// From `postgresql://user:password@host:port/database?options` or `jdbc:postgresql://host/database?user=…&password=…`.
    public static Database at(String url) {
        var plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw wrong("it is not a URL");
        }
        if (uri.getScheme() == null || !uri.getScheme().matches("postgres(ql)?")) throw wrong("it must begin with postgresql://");
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) throw wrong("it must name a host and a database");
        String user = null;
        var password = "";
        if (uri.getRawUserInfo() != null) {
            var parts = uri.getRawUserInfo().split(":", 2);
            user = decode(parts[0]);
            password = parts.length > 1 ? decode(parts[1]) : "";
        }
        var options = new StringBuilder();
        for (var option : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            if (option.startsWith("user=")) user = decode(option.substring(5));
            else if (option.startsWith("password=")) password = decode(option.substring(9));
            else options.append(options.isEmpty() ? "?" : "&").append(option);
        }
        if (user == null) throw wrong("it must name a user");
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new Database("jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), options), user, password);
    }

    /// As `DEMARC_DATABASE_URL` writes it.
    public String url() {
        return jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "user=" + encode(owner) + "&password=" + encode(ownerPassword);
    }

    public String appPassword() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("demarc:" + ownerPassword).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(APP_ROLE.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, owner, ownerPassword);
    }

    /// Makes sure that the application's role exists, can sign in and is bound by row-level security.
    public Database prepared() {
        try {
            if (appRoleWorks()) return this;
            try (var connection = connectAsOwner(); var sql = connection.createStatement()) {
                var exists = sql.executeQuery("select 1 from pg_roles where rolname = '" + APP_ROLE + "'").next();
                // Only a superuser may say "nosuperuser" of a role that is there already.
                sql.execute((exists ? "alter role %s password '%s'" : "create role %s login nosuperuser nobypassrls nocreatedb nocreaterole password '%s'")
                        .formatted(APP_ROLE, appPassword()));
            }
            if (!appRoleWorks()) throw new SQLException("the role %s cannot sign in, or is exempt from row-level security".formatted(APP_ROLE));
            return this;
        } catch (SQLException e) {
            throw new Unusable("""
                    The database at %s cannot be used: %s
                    Demarc needs an owner that may create roles and schemas in its own database:
                      create role demarc login createrole password '…';  create database demarc owner demarc;
                    and DEMARC_DATABASE_URL=postgresql://demarc:…@host:5432/demarc""".formatted(jdbcUrl, e.getMessage()), e);
        }
    }

    private boolean appRoleWorks() {
        try (var connection = DriverManager.getConnection(jdbcUrl, APP_ROLE, appPassword()); var sql = connection.createStatement()) {
            var row = sql.executeQuery("select rolsuper or rolbypassrls from pg_roles where rolname = current_user");
            return row.next() && !row.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Unusable wrong(String why) {
        return new Unusable("DEMARC_DATABASE_URL cannot be used: %s. Write it as postgresql://user:password@host:5432/database.".formatted(why), null);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
