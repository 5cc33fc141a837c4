create schema estate;
create schema signals;
grant usage on schema estate, signals to demarc_app;
alter default privileges in schema estate, signals grant select, insert, update, delete on tables to demarc_app;
alter default privileges in schema estate, signals grant usage, select on sequences to demarc_app;

-- The walls of a table that the people who work or steer IT may see, and the employees who only ask for help may not.
create procedure platform.guard_from_employees(guarded regclass) language plpgsql as $$
begin
    call platform.guard(guarded);
    execute format('create policy staff on %s as restrictive to demarc_app using ((select platform.scope()) <> ''employee'')', guarded);
end $$;

-- Things the client's IT consists of.
create table estate.asset (
    client_id      int not null,
    id             bigint generated always as identity,
    kind           text not null check (kind in ('COMPUTER', 'SERVER', 'NETWORK', 'PRINTER', 'PHONE', 'STORAGE', 'UPS', 'CLOUD', 'OTHER')),
    -- what people call it: the host name, mostly
    name           text not null check (name <> '' and length(name) <= 255),
    site           text,
    -- what it is reached through: its switch, firewall or host
    parent_id      bigint,
    maker          text,
    model          text,
    serial         text,
    uuid           text,
    os             text,
    os_version     text,
    -- reachable from the internet
    exposed        boolean not null default false,
    -- 1 to 4, the tiers of recovery; null when nobody has said
    tier           smallint check (tier between 1 and 4),
    -- 0 pilot, 1 general, 2 critical; null follows the tier
    ring           smallint check (ring between 0 and 2),
    used_by        text,
    purchased_on   date,
    price          text,
    warranty_until date,
    retired_on     date,
    -- how it came to be known: an inventory agent, a file, by hand
    origin         text not null,
    first_seen_at  timestamptz not null,
    last_seen_at   timestamptz not null,
    version        int not null default 1,
    primary key (client_id, id),
    foreign key (client_id, parent_id) references estate.asset (client_id, id)
);
create index asset_name on estate.asset (client_id, lower(name));

-- What it answers to on the network.
create table estate.address (
    client_id int not null,
    asset_id  bigint not null,
    kind      text not null check (kind in ('MAC', 'IP', 'NAME')),
    value     text not null check (value = lower(value) and length(value) <= 255),
    primary key (client_id, asset_id, kind, value),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index address_value on estate.address (client_id, value);

create table estate.software (
    client_id     int not null,
    asset_id      bigint not null,
    name          text not null check (length(name) <= 255),
    version       text not null default '' check (length(version) <= 255),
    publisher     text,
    -- where it was installed from, as the inventory says: deb, rpm, registry, go, npm
    packaging     text,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (client_id, asset_id, name, version),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index software_name on estate.software (client_id, name);

call platform.guard_from_employees('estate.asset');
call platform.guard_from_employees('estate.address');
call platform.guard_from_employees('estate.software');
