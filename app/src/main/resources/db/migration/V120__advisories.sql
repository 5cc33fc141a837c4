-- What the world knows of flaws in software. The installation's and no client's: staff read it, imports write it.
create table estate.advisory (
    id           text primary key check (length(id) between 1 and 200),
    -- what one exposure each stands for: CVE numbers, or the least of its names where it has none
    names        text[] not null,
    aliases      text[] not null,
    summary      text not null,
    details      text not null,
    vector       text,
    score        numeric(3, 1),
    rating       text not null check (rating in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN')),
    published_at timestamptz,
    withdrawn_at timestamptz,
    href         text,
    -- of what was read, so that reading it again does nothing
    print        text not null,
    imported_at  timestamptz not null
);
create index advisory_names on estate.advisory using gin (names);
create index advisory_aliases on estate.advisory using gin (aliases);
create index advisory_imported on estate.advisory (imported_at desc, id);

create table estate.advisory_range (
    advisory_id   text not null references estate.advisory on delete cascade,
    package       text not null check (length(package) <= 500),
    ecosystem     text not null check (length(ecosystem) <= 100),
    n             int not null,
    scheme        text not null check (scheme in ('DPKG', 'RPM', 'SEMVER', 'GENERIC')),
    -- null: from the beginning
    introduced    text,
    fixed         text,
    last_affected text,
    versions      text[] not null default '{}',
    primary key (advisory_id, package, ecosystem, n)
);
create index advisory_range_package on estate.advisory_range (package, ecosystem);

-- What is known of a vulnerability, whatever it is in: CISA's list of exploited ones, and its answers on how they are attacked.
create table estate.vulnerability (
    name         text primary key check (length(name) between 1 and 200),
    score        numeric(3, 1),
    vector       text,
    title        text,
    listed_on    date,
    ransomware   boolean not null default false,
    forensic     boolean not null default false,
    action       text,
    automatable  boolean,
    total_impact boolean
);
create index vulnerability_listed on estate.vulnerability (listed_on) where listed_on is not null;

-- Distributions write advisories for source packages; assets have what was built from them.
create table estate.advisory_source (
    package text primary key,
    source  text not null
);
create index advisory_source_source on estate.advisory_source (source);

-- What a file said of a subject when it was read last.
create table estate.advisory_print (
    subject text primary key,
    print   text not null
);

-- Each file that was read.
create table estate.advisory_import (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    by_name     text not null,
    file        text not null,
    kind        text not null,
    read        int not null,
    changed     int not null,
    refused     int not null,
    assets      int not null
);

do $$
declare known text;
begin
    foreach known in array array['advisory', 'advisory_range', 'vulnerability', 'advisory_source', 'advisory_print', 'advisory_import'] loop
        execute format('alter table estate.%I enable row level security', known);
        execute format('alter table estate.%I force row level security', known);
        execute format('create policy staff on estate.%I for select using ((select platform.scope()) in (''person'', ''administrator'', ''system''))', known);
        execute format('create policy imports on estate.%I using ((select platform.scope()) = ''system'')', known);
    end loop;
end $$;
