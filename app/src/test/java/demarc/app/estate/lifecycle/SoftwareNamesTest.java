package demarc.app.estate.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What installed software is for endoflife.date, and what only looks like it.
class SoftwareNamesTest {
    private static final Path SHARED = Path.of(System.getProperty("demarc.shared", "../../shared"), "data");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Microsoft Office Professional Plus 2016 - en-us    | 16.0.4266.1001 | registry | office 2016, 2016.0
            Microsoft Office Standard 2013                     | 15.0.4569.1506 | registry | office 2013, 2013.0
            Microsoft Office LTSC Professional Plus 2021 - de-de | 16.0.14332 | registry | office 2021-ltsc, 2021
            Microsoft Office Proofing Tools 2016 - English     | 16.0.4266.1001 | registry | -
            Microsoft Office 2003 Web Components               | 12.0.6213.1000 | registry | -
            Microsoft 365 Apps for enterprise - en-us          | 16.0.17928.1   | registry | -
            SQL Server 2016 Database Engine Services           | 13.2.5026.0    | registry | mssqlserver 13.0-sp2, 13.0, 13
            SQL Server 2019 Database Engine Services           | 15.0.2000.5    | registry | mssqlserver 15.0, 15
            Microsoft SQL Server 2012 Native Client            | 11.4.7001.0    | registry | -
            SQL Server Management Studio                       | 15.0.18424.0   | registry | -
            Microsoft .NET Runtime - 6.0.36 (x64)              | 48.144.23141   | registry | dotnet 6.0, 6
            Microsoft ASP.NET Core 8.0.11 - Shared Framework (x64) | 8.0.11.24521 | registry | dotnet 8.0, 8
            Microsoft .NET Framework 4.6.1 Targeting Pack      | 4.6.01055      | registry | -
            Java 8 Update 401 (64-bit)                         | 8.0.4010.10    | registry | oracle-jdk 8, 8.0
            Java Auto Updater                                  | 2.8.401.10     | registry | -
            Eclipse Temurin JDK with Hotspot 11.0.22+7 (x64)   | 11.0.22.7      | registry | eclipse-temurin 11, 11.0
            Eclipse Temurin JRE with Hotspot 8u402-b06 (x64)   | 8.0.402.6      | -        | eclipse-temurin 8, 8.0
            Node.js                                            | 16.20.0        | registry | nodejs 16.20.0, 16.20, 16
            Python 3.8.10 (64-bit)                             | 3.8.10150.0    | registry | python 3.8, 3
            Python Launcher                                    | 3.8.7072.0     | registry | -
            PostgreSQL 11                                      | 11.22          | registry | postgresql 11, 11.0
            PostgreSQL ODBC Driver 11                          | 11.0           | registry | -
            Apache Tomcat 8.5 Tomcat8 (remove only)            | 8.5.81         | registry | tomcat 8.5, 8
            postgresql-11                                      | 11.22-0+deb10u2 | deb | postgresql 11.22, 11 by its system
            postgresql-11                                      | 11.22-1.pgdg110+1 | deb | postgresql 11.22, 11
            postgresql-client-11                               | 11.22-0+deb10u2 | deb | -
            php8.2-common                                      | 8.2.29-1~deb12u1 | deb | php 8.2.29, 8.2, 8 by its system
            php7.4-common                                      | 7.4.33-8+0~20240101.91+debian12~1.gbp.sury | deb | php 7.4.33, 7.4, 7
            nodejs                                             | 18.19.0-1nodesource1 | deb | nodejs 18.19.0, 18.19, 18
            temurin-17-jdk                                     | 17.0.10.0.0+7-0 | deb | eclipse-temurin 17, 17.0
            nodejs-legacy                                      | 10.24.0        | deb      | -
            docker-ce                                          | 5:24.0.7-1~debian.12 | deb | docker-engine 24.0.7, 24.0, 24
            mysql-community-server                             | 5.7.44-1.el7   | rpm      | mysql 5.7.44, 5.7, 5
            requests                                           | 2.31.0         | pip      | -
            """)
    void aPackageIsKnownByItsWholeName(String name, String version, String packaging, String is) {
        assertThat(said(name, version, packaging)).isEqualTo(is);
    }

    /// Fedora's own list of three thousand, where `python3-…`, `java…` and `nodejs-…` are many and the products few.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgresql-server | postgresql 9.5.6, 9.5, 9 by its system
            postgresql-libs | -
            php-common | php 7.0.16, 7.0, 7
            php71-php-common | php 7.1.2, 7.1, 7
            php-pear | -
            nodejs | nodejs 6.9.5, 6.9, 6 by its system
            nodejs-async | -
            python3 | python 3.5.2, 3.5, 3 by its system
            python3-dnf | -
            python | python 2.7.13, 2.7, 2 by its system
            mariadb-server | mariadb 10.1.21, 10.1, 10 by its system
            mariadb-libs | -
            redis | redis 3.2.8, 3.2, 3
            tomcat | tomcat 8.0.39, 8.0, 8 by its system
            tomcat-native | -
            httpd | apache-http-server 2.4.25, 2.4, 2 by its system
            httpd-tools | -
            nginx-filesystem | -
            libreoffice-core | libreoffice 5.2.5, 5.2, 5 by its system
            perl-DBI | -
            perl | perl 5.24.1, 5.24, 5 by its system
            java-1.8.0-openjdk | -
            mysql-workbench-community | -
            phpMyAdmin | phpmyadmin 4.6.6, 4.6, 4
            openssl | -
            kernel | -
            """)
    void ofAllThatALinuxMachineHasFewAreProducts(String name, String is) throws IOException {
        var known = fedora();
        assertThat(said(name, known.get(name), "rpm")).isEqualTo(is);
    }

    @Test void noneOfThreeThousandIsTakenForAnother() throws IOException {
        var known = fedora();
        var named = known.entrySet().stream().filter(each -> said(each.getKey(), each.getValue(), "rpm") != null).map(java.util.Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(named).containsExactlyInAnyOrder("postgresql-server", "php-common", "php54-php-common", "php55-php-common", "php56-php-common", "php70-php-common", "php71-php-common", "nodejs", "python", "python3", "mariadb-server", "redis", "tomcat", "httpd",
                "libreoffice-core", "perl", "phpMyAdmin", "rabbitmq-server");
    }

    @Test void everyProductOfTheTableHasDates() throws IOException {
        var file = SHARED.resolve("endoflife").resolve("releases-2026-08-22.csv.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no life-cycle data: " + file);
        try (var in = Files.newInputStream(file)) {
            var products = ReleaseFile.read(in).stream().map(Releases.Release::product).collect(Collectors.toSet());
            assertThat(products).containsAll(SoftwareNames.products());
        }
    }

    private static @org.jspecify.annotations.Nullable String said(String name, String version, @org.jspecify.annotations.Nullable String packaging) {
        var named = SoftwareNames.named(name, version, packaging);
        return named == null ? null : named.product() + " " + String.join(", ", SoftwareNames.cycles(named.said())) + (named.bySystem() ? " by its system" : "");
    }

    /// The first version of each.
    private static TreeMap<String, String> fedora() throws IOException {
        var file = SHARED.resolve("inventory-glpi").resolve("computer_3.json.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recorded inventories: " + file);
        var known = new TreeMap<String, String>();
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            for (var each : JsonMapper.shared().readTree(in.readAllBytes()).at("/content/softwares")) known.putIfAbsent(each.at("/name").asString(), each.at("/version").asString());
        }
        return known;
    }
}
