-- What an inventory tells of a thing besides its name.
alter table estate.asset
    -- the inventory agent's own name for the machine it runs on
    add agent text check (length(agent) <= 255),
    -- what kind of its kind it is: its rules of replacement differ, and edge devices are held to more
    add variant text check (variant in ('LAPTOP', 'DESKTOP', 'POWER_USER', 'SWITCH', 'ROUTER', 'FIREWALL', 'VPN', 'ACCESS_POINT')),
    -- serial number of the main board
    add board text,
    add cpu text,
    add memory_mb int,
    add disk_mb int,
    add firmware text,
    -- the system's kernel or build, by which Windows releases are told apart
    add build text,
    add notes text not null default '' check (length(notes) <= 10000),
    -- it turned out to be this other one
    add merged_into bigint,
    add foreign key (client_id, merged_into) references estate.asset (client_id, id);

drop index estate.asset_name;
create index asset_name on estate.asset (client_id, lower(name), id);
create index asset_kind on estate.asset (client_id, kind, lower(name), id);
create index asset_site on estate.asset (client_id, site, lower(name), id);
create index asset_parent on estate.asset (client_id, parent_id);
create unique index asset_agent on estate.asset (client_id, agent) where agent is not null;
create index asset_uuid on estate.asset (client_id, lower(uuid)) where uuid is not null;
create index asset_serial on estate.asset (client_id, lower(serial)) where serial is not null;

-- A part of the newest report, as the agent's format has it: cpus, drives, batteries, network_ports …
create table estate.section (
    client_id int not null,
    asset_id  bigint not null,
    name      text not null,
    body      jsonb not null,
    at        timestamptz not null,
    primary key (client_id, asset_id, name),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);

-- What became different, and who said so.
create table estate.asset_change (
    client_id int not null,
    id        bigint generated always as identity,
    asset_id  bigint not null,
    at        timestamptz not null,
    field     text not null,
    was       text,
    became    text,
    -- a person, or how it was seen
    said_by   text not null,
    -- somebody should look: a machine that is suddenly another one
    look      boolean not null default false,
    primary key (client_id, id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index asset_change_of on estate.asset_change (client_id, asset_id, id desc);
create index asset_change_look on estate.asset_change (client_id, asset_id) where look;

-- Words by which things are found, and beginnings of them.
create table estate.asset_word (
    client_id int not null,
    word      text collate "C" not null,
    asset_id  bigint not null,
    primary key (client_id, word, asset_id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index asset_word_of on estate.asset_word (client_id, asset_id);

create function estate.reword(client int, asset bigint) returns void language sql as $$
    delete from estate.asset_word where client_id = client and asset_id = asset;
    with said as (
        select lower(concat_ws(' ', name, serial, maker, model, os, used_by, agent,
                   (select string_agg(value, ' ') from estate.address d where d.client_id = a.client_id and d.asset_id = a.id))) as text
          from estate.asset a where client_id = client and id = asset)
    insert into estate.asset_word (client_id, word, asset_id)
    select distinct client, left(w, 64), asset
      from said, lateral (select regexp_split_to_table(text, '[^[:alnum:]._:-]+') union select regexp_split_to_table(text, '[^[:alnum:]]+')) as t (w)
     where w <> '';
$$;

-- Two things that may be one: a person merges them or says that they are two.
create table estate.twin (
    client_id int not null,
    asset_id  bigint not null,
    other_id  bigint not null check (other_id > asset_id),
    why       text not null,
    seen_at   timestamptz not null,
    apart_by  int,
    primary key (client_id, asset_id, other_id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade,
    foreign key (client_id, other_id) references estate.asset (client_id, id) on delete cascade
);
create index twin_other on estate.twin (client_id, other_id);
create index twin_open on estate.twin (client_id, asset_id) where apart_by is null;

-- What lets agents report. Only a hash is kept; an old key goes on for a while when a new one is made.
create table estate.inventory_key (
    client_id int not null,
    id        int generated always as identity,
    hash      text not null unique,
    made_by   text not null,
    made_at   timestamptz not null,
    until     timestamptz not null default 'infinity',
    used_at   timestamptz,
    primary key (client_id, id)
);

-- Reports that were not understood, for whoever mends it. The newest hundred of a client.
create table estate.kept (
    client_id int not null,
    id        bigint generated always as identity,
    at        timestamptz not null,
    why       text not null,
    said_by   text not null,
    size      int not null,
    -- its beginning
    body      bytea not null,
    primary key (client_id, id)
);

call platform.guard_from_employees('estate.section');
call platform.guard_from_employees('estate.asset_change');
call platform.guard_from_employees('estate.asset_word');
call platform.guard_from_employees('estate.twin');
call platform.guard_from_employees('estate.inventory_key');
call platform.guard_from_employees('estate.kept');
