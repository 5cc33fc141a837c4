-- A vulnerability in an asset's software: one row for each asset and vulnerability, whatever number of advisories say it.
create table estate.exposure (
    client_id     int not null,
    id            bigint generated always as identity,
    asset_id      bigint not null,
    vulnerability text not null,
    advisory_id   text not null,
    ecosystem     text not null,
    package       text not null,
    version       text not null,
    -- null: nobody has mended it yet
    fixed_version text,
    -- the asset's other packages that it is in, as people read them
    also          text[] not null default '{}',
    rating        text not null check (rating in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN')),
    score         numeric(3, 1),
    kev           boolean not null,
    forensic      boolean not null,
    ring          smallint not null check (ring between 0 and 2),
    detected_at   timestamptz not null,
    -- infinity: with the next upgrade
    due_at        timestamptz not null,
    -- that the rule gives; null: with the next upgrade
    days          smallint,
    because       text not null,
    exception_id  bigint,
    patch_id      bigint,
    ended_at      timestamptz,
    ended_how     text check (ended_how in ('MENDED', 'REMOVED', 'RETIRED', 'WITHDRAWN')),
    returned      smallint not null default 0,
    primary key (client_id, id),
    unique (client_id, asset_id, vulnerability),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade,
    check ((ended_at is null) = (ended_how is null))
);
-- The list walks inside its index, whatever filters are combined.
create index exposure_due on estate.exposure (client_id, due_at, id) include (ring, rating, kev, exception_id, package) where ended_at is null;
create index exposure_due_anywhere on estate.exposure (due_at, client_id, id) include (ring, rating, kev, exception_id, package) where ended_at is null;
create index exposure_kev on estate.exposure (client_id, due_at, id) where ended_at is null and kev;
create index exposure_critical on estate.exposure (client_id, rating, due_at, id) where ended_at is null;
create index exposure_excepted on estate.exposure (client_id, due_at, id) where ended_at is null and exception_id is not null;
create index exposure_package on estate.exposure (client_id, package, due_at, id) where ended_at is null;
create index exposure_vulnerability on estate.exposure (client_id, vulnerability);
create index exposure_patch on estate.exposure (client_id, patch_id) where ended_at is null;
create index exposure_unplanned on estate.exposure (client_id) where ended_at is null and patch_id is null and exception_id is null and due_at < 'infinity';
create index exposure_ended on estate.exposure (client_id, ended_at) where ended_at is not null;

-- One piece of work: an update of a package, or of a distribution's packages, on the assets of a ring.
create table estate.patch (
    client_id  int not null,
    id         bigint generated always as identity,
    ecosystem  text not null,
    -- empty: all packages of the distribution
    package    text not null,
    activity   text not null,
    ring       smallint not null check (ring between 0 and 2),
    emergency  boolean not null,
    -- takes what is found until then; what is found later is the next round
    takes_until timestamptz not null,
    starts_at  timestamptz not null,
    due_at     timestamptz not null,
    -- when somebody has to look at it again; null when nobody has
    next_at    timestamptz,
    priority   text,
    ref        text,
    opened_at  timestamptz,
    -- somebody said of its ticket that it is done
    ended_at   timestamptz,
    done       boolean,
    -- nothing of it is open any more
    over_at    timestamptz,
    primary key (client_id, id)
);
create index patch_next on estate.patch (next_at) where next_at is not null;
create index patch_open on estate.patch (client_id, due_at, id) where over_at is null;
create index patch_open_anywhere on estate.patch (due_at, client_id, id) where over_at is null;

-- Leave to keep something as it is for a while.
create table estate.patch_exception (
    client_id     int not null,
    id            bigint generated always as identity,
    -- null: on all assets
    asset_id      bigint,
    vulnerability text,
    package       text,
    owner         text not null check (owner <> '' and length(owner) <= 120),
    reason        text not null check (reason <> '' and length(reason) <= 2000),
    control       text not null check (control <> '' and length(control) <= 2000),
    asked_by      int not null,
    asked_at      timestamptz not null,
    expires_at    timestamptz not null,
    state         text not null check (state in ('ASKED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')),
    decided_at    timestamptz,
    decided_by    int,
    ref           text,
    primary key (client_id, id),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade,
    check ((vulnerability is null) <> (package is null)),
    check (expires_at > asked_at)
);
create index patch_exception_list on estate.patch_exception (client_id, id desc);
create index patch_exception_expires on estate.patch_exception (expires_at) where state in ('ASKED', 'APPROVED');

-- How it stood on a day.
create table estate.patch_compliance (
    client_id int not null,
    day       date not null,
    ring      smallint not null,
    rating    text not null,
    kev       boolean not null,
    -- before their date, or mended by it in the last thirty days
    inside    int not null,
    outside   int not null,
    excepted  int not null,
    primary key (client_id, day, ring, rating, kev)
);

-- Assets to look at again: their software, what is known of it, or what they are has changed.
create table estate.exposure_look (
    client_id int not null,
    asset_id  bigint not null,
    since     timestamptz not null default now(),
    primary key (client_id, asset_id)
);
create index exposure_look_since on estate.exposure_look (since);

call platform.guard_from_employees('estate.exposure');
call platform.guard_from_employees('estate.patch');
call platform.guard_from_employees('estate.patch_exception');
call platform.guard_from_employees('estate.patch_compliance');
call platform.guard_from_employees('estate.exposure_look');

-- Whoever writes an inventory, by whatever way, cannot forget to say so. An inventory that says the same again says nothing.
create function estate.software_came() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id) select distinct client_id, asset_id from came on conflict do nothing;
    return null;
end $$;
create function estate.software_went() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id) select distinct client_id, asset_id from went on conflict do nothing;
    return null;
end $$;
create function estate.asset_changed() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id)
    select n.client_id, n.id from now_so n join was_so w on w.client_id = n.client_id and w.id = n.id
     where (n.exposed, n.kind) is distinct from (w.exposed, w.kind) or (n.tier, n.ring) is distinct from (w.tier, w.ring)
        or (n.os, n.os_version) is distinct from (w.os, w.os_version) or (n.retired_on is null) <> (w.retired_on is null)
        on conflict do nothing;
    return null;
end $$;
create trigger exposure_came after insert on estate.software referencing new table as came for each statement execute function estate.software_came();
create trigger exposure_went after delete on estate.software referencing old table as went for each statement execute function estate.software_went();
create trigger exposure_changed after update on estate.asset referencing old table as was_so new table as now_so for each statement execute function estate.asset_changed();
