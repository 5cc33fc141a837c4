-- How long releases are supported: endoflife.date's data, the installation's and no client's.
create table estate.release (
    product   text not null check (length(product) <= 100),
    cycle     text not null check (length(cycle) <= 100),
    title     text not null,
    label     text not null,
    released  date,
    -- the last day of security updates: a date, 'infinity' for no end known, '-infinity' for an end whose day nobody wrote down
    eol       date,
    -- and for those who pay or are under a longer term
    extended  date,
    latest    text,
    source    text not null,
    primary key (product, cycle)
);

-- Drawn from what is known of the thing, the releases above and the rules below, in the transaction that changes one of them.
alter table estate.asset
    add release_product text,
    add release_cycle text,
    add supported_until date,
    add extended_until date,
    -- the rule of replacement, and what it comes to
    add life text,
    add plan_on date,
    add replace_on date,
    add replace_why text;
create index asset_supported on estate.asset (client_id, supported_until, id) where retired_on is null;
create index asset_replace on estate.asset (client_id, replace_on, id) where retired_on is null;
create index asset_warranty on estate.asset (client_id, warranty_until, id) where retired_on is null;
create index asset_system on estate.asset (release_product, release_cycle);

-- A client's own years and prices, where they differ from the defaults.
create table estate.life_rule (
    client_id     int not null,
    life          text not null,
    plan_years    smallint not null check (plan_years between 0 and 30),
    replace_years smallint not null check (replace_years between 1 and 30),
    price         text not null,
    set_by        text not null,
    set_at        timestamptz not null,
    primary key (client_id, life)
);

-- Repairs: what they cost, and how often.
create table estate.repair (
    client_id int not null,
    id        bigint generated always as identity,
    asset_id  bigint not null,
    on_day    date not null,
    what      text not null check (length(what) between 1 and 500),
    cost      text,
    noted_by  text not null,
    primary key (client_id, id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index repair_of on estate.repair (client_id, asset_id, on_day desc);

-- The proof that data is gone from what left.
create table estate.disposal (
    client_id   int not null,
    asset_id    bigint not null,
    method      text not null check (method in ('WIPED', 'SHREDDED', 'RETURNED', 'SOLD', 'DONATED', 'LOST', 'KEPT')),
    done_by     text not null check (length(done_by) between 1 and 200),
    done_on     date not null,
    certificate text,
    file_name   text,
    file_hash   text,
    file        bytea check (length(file) <= 2097152),
    noted_by    text not null,
    noted_at    timestamptz not null,
    primary key (client_id, asset_id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);

call platform.guard_from_employees('estate.life_rule');
call platform.guard_from_employees('estate.repair');
call platform.guard_from_employees('estate.disposal');

-- The first dates, until the whole set is imported: endoflife.date as of 2026-08-22 (MIT licence).
insert into estate.release (product, cycle, title, label, eol, extended, latest, source)
select product, cycle, title, label, eol::date, extended::date, latest, 'endoflife.date 2026-08-22' from (values
    ('windows', '10-22h2', 'Microsoft Windows', '10 22H2', '2025-10-14', '2028-10-10', '10.0.19045'),
    ('windows', '11-23h2-e', 'Microsoft Windows', '11 23H2 (E)', '2026-11-10', null, '10.0.22631'),
    ('windows', '11-23h2-w', 'Microsoft Windows', '11 23H2 (W)', '2025-11-11', null, '10.0.22631'),
    ('windows', '11-24h2-e', 'Microsoft Windows', '11 24H2 (E)', '2027-10-12', null, '10.0.26100'),
    ('windows', '11-24h2-w', 'Microsoft Windows', '11 24H2 (W)', '2026-10-13', null, '10.0.26100'),
    ('windows', '11-25h2-e', 'Microsoft Windows', '11 25H2 (E)', '2028-10-10', null, '10.0.26200'),
    ('windows', '11-25h2-w', 'Microsoft Windows', '11 25H2 (W)', '2027-10-12', null, '10.0.26200'),
    ('windows-server', '2012-r2', 'Microsoft Windows Server', '2012 R2', '2023-10-10', '2026-10-13', '6.3.9600'),
    ('windows-server', '2016', 'Microsoft Windows Server', '2016', '2027-01-12', '2030-01-12', '10.0.14393'),
    ('windows-server', '2019', 'Microsoft Windows Server', '2019', '2029-01-09', null, '10.0.17763'),
    ('windows-server', '2022', 'Microsoft Windows Server', '2022', '2031-10-14', null, '10.0.20348'),
    ('windows-server', '2025', 'Microsoft Windows Server', '2025', '2034-11-14', null, '10.0.26100'),
    ('msexchange', '2016', 'Microsoft Exchange', '2016', '2025-10-14', '2026-11-01', null),
    ('msexchange', '2019', 'Microsoft Exchange', '2019', '2025-10-14', '2026-11-01', null),
    ('office', '2016', 'Microsoft Office', '2016', '2025-10-14', null, null),
    ('office', '2019', 'Microsoft Office', '2019', '2025-10-14', null, null),
    ('office', '2021', 'Microsoft Office', '2021', '2026-10-13', null, null),
    ('mssqlserver', '13.0-sp3', 'Microsoft SQL Server', '2016 SP3', '2026-07-14', '2029-07-17', null),
    ('mssqlserver', '15.0', 'Microsoft SQL Server', '2019', '2030-01-08', null, null),
    ('mssqlserver', '16.0', 'Microsoft SQL Server', '2022', '2033-01-11', null, null),
    ('vmware-esxi', '7.0', 'VMware ESXi', '7.0', '2025-10-02', null, null),
    ('vmware-esxi', '8.0', 'VMware ESXi', '8.0', '2027-10-11', null, null),
    ('fortios', '7.0', 'FortiOS', '7.0', '2025-09-30', null, null),
    ('fortios', '7.2', 'FortiOS', '7.2', '2026-09-30', null, null),
    ('fortios', '7.4', 'FortiOS', '7.4', '2028-11-11', null, null),
    ('fortios', '7.6', 'FortiOS', '7.6', '2030-01-25', null, null),
    ('ubuntu', '22.04', 'Ubuntu', '22.04', '2027-04-01', '2032-04-09', null),
    ('ubuntu', '24.04', 'Ubuntu', '24.04', '2029-05-31', '2036-05-31', null),
    ('debian', '11', 'Debian', '11', '2024-08-14', '2026-08-31', null),
    ('debian', '12', 'Debian', '12', '2026-07-11', '2028-06-30', null),
    ('debian', '13', 'Debian', '13', '2028-08-09', '2030-06-30', null)) as t (product, cycle, title, label, eol, extended, latest);

alter table estate.release enable row level security;
alter table estate.release force row level security;
create policy staff on estate.release for select using ((select platform.scope()) in ('person', 'administrator', 'system'));
create policy imports on estate.release using ((select platform.scope()) = 'system');

-- A year's refresh that somebody asked to be worked on.
create table estate.refresh (
    client_id int not null,
    year      int not null,
    ref       text,
    asked_by  text not null,
    asked_at  timestamptz not null,
    primary key (client_id, year)
);
call platform.guard_from_employees('estate.refresh');
