-- Inner networks that the server itself may reach for a client, as an administrator opened them.
create table platform.opened_range (
    client_id int not null,
    range     text not null check (length(range) <= 60),
    reason    text not null check (length(reason) <= 500),
    opened_by int not null,
    opened_at timestamptz not null,
    primary key (client_id, range)
);
call platform.guard_from_employees('platform.opened_range');

-- Looked at by the product itself, every so often.
create table signals.own_check (
    client_id     int not null,
    id            bigint generated always as identity,
    name          text not null check (name <> '' and length(name) <= 100),
    thing         text not null check (thing <> '' and length(thing) <= 255),
    kind          text not null check (kind in ('HTTP', 'PING', 'TCP', 'TLS', 'DNS', 'SNMP')),
    target        text not null check (length(target) <= 2000),
    every_seconds int not null check (every_seconds between 30 and 86400),
    -- as somebody wrote them; secrets sealed
    settings      jsonb not null,
    -- the probe that looks, a source of kind probe; null for the server
    probe_id      bigint,
    severity      text not null check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO')),
    -- looks that must fail in a row before it is said
    fails         smallint not null check (fails between 1 and 10),
    concern       text not null,
    enabled       boolean not null default true,
    made_by       int,
    made_at       timestamptz not null,
    version       int not null default 1,
    primary key (client_id, id),
    foreign key (client_id, probe_id) references signals.source (client_id, id)
);
create index own_check_thing on signals.own_check (client_id, lower(thing), id);
create index own_check_kind on signals.own_check (client_id, kind, lower(thing), id);
create index own_check_probe on signals.own_check (client_id, probe_id, lower(thing), id) where probe_id is not null;

-- How each stands: what changes with each look, apart from what people write.
create table signals.check_state (
    client_id     int not null,
    check_id      bigint not null,
    -- 0 for the server
    runner        bigint not null,
    every_seconds int not null,
    -- when in its interval it is due, so that checks made in one moment are not looked at in one moment
    phase_millis  int not null,
    -- due moment; null while it is off, and while a probe keeps its own
    due_at        timestamptz,
    down          boolean not null default false,
    fails         int not null default 0,
    -- since when it is up or down, and since when it fails
    since         timestamptz,
    failing_since timestamptz,
    last_at       timestamptz,
    ok_at         timestamptz,
    words         text,
    value         double precision,
    certificate   text not null default 'NONE' check (certificate in ('NONE', 'SOON', 'URGENT', 'EXPIRED')),
    certificate_until timestamptz,
    -- what the conditions were told
    told_down     boolean not null default false,
    told_certificate text not null default 'NONE',
    -- milliseconds of the last thirty looks, oldest first; below zero where it failed
    recent        real[] not null default '{}',
    primary key (client_id, check_id),
    foreign key (client_id, check_id) references signals.own_check (client_id, id) on delete cascade
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index check_due on signals.check_state (due_at) where due_at is not null;
create index check_down on signals.check_state (client_id, check_id) where down;
create index check_runner on signals.check_state (client_id, runner);
create index check_untold on signals.check_state (client_id, runner) where told_down <> down or told_certificate <> certificate;

-- Whether a runner sees anything at all of a client.
create table signals.sight (
    client_id   int not null,
    runner      bigint not null,
    blind_since timestamptz not null,
    primary key (client_id, runner)
);

-- Each look, a partition a day; dropped after five weeks.
create table signals.measurement (
    client_id int not null,
    check_id  bigint not null,
    at        timestamptz not null,
    ms        real not null,
    up        boolean not null,
    primary key (client_id, check_id, at)
) partition by range (at);

-- Kept for thirteen months.
create table signals.measured_hour (
    client_id int not null,
    check_id  bigint not null,
    hour      timestamptz not null,
    looks     int not null,
    up        int not null,
    -- of those that were up; null when none was
    least     real,
    mean      real,
    p95       real,
    most      real,
    primary key (client_id, check_id, hour)
);
create index measured_hour_age on signals.measured_hour using brin (hour);

-- Up to when hours are rolled up.
create table signals.rolled_up (
    one   boolean primary key default true check (one),
    until timestamptz not null
);
revoke insert, delete on signals.rolled_up from demarc_app;

call platform.guard_from_employees('signals.own_check');
call platform.guard_from_employees('signals.check_state');
call platform.guard_from_employees('signals.sight');
call platform.guard_from_employees('signals.measurement');
call platform.guard_from_employees('signals.measured_hour');

insert into signals.rolled_up (until) values (date_trunc('hour', now()));

-- The application owns no table, so days are made and dropped in the owner's name: only these, and each with the walls of its parent.
create function signals.measurement_day(day date) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
    part text := 'measurement_' || to_char(day, 'YYYYMMDD');
begin
    if day is null or day < date '2020-01-01' or day > date '2199-12-31' then
        raise exception 'no day to measure (%)', day;
    end if;
    perform pg_advisory_xact_lock(hashtext('signals.measurement'));
    if to_regclass('signals.' || part) is not null then return; end if;
    execute format('create table signals.%I (like signals.measurement including all)', part);
    execute format('call platform.guard_from_employees(%L)', 'signals.' || part);
    -- Attached rather than created in place: that waits for nobody who is reading.
    execute format('alter table signals.measurement attach partition signals.%I for values from (%L) to (%L)', part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
end $$;

create function signals.forget_measurements(before date) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
    part text;
    dropped int := 0;
begin
    if before > current_date - 34 then
        raise exception 'measurements of the last 35 days stay (%)', before;
    end if;
    perform set_config('lock_timeout', '2s', true);
    for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'signals.measurement'::regclass and c.relname < 'measurement_' || to_char(before, 'YYYYMMDD') loop
        execute format('drop table signals.%I', part);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
revoke all on function signals.measurement_day(date) from public;
revoke all on function signals.forget_measurements(date) from public;
grant execute on function signals.measurement_day(date), signals.forget_measurements(date) to demarc_app;
