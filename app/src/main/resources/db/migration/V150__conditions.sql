-- Who may say something of a client's things, and how: a tool, a listener, a probe, one expected job.
create table signals.source (
    client_id     int not null,
    id            bigint generated always as identity,
    kind          text not null check (kind ~ '^[a-z][a-z0-9-]{1,29}$'),
    name          text not null check (name <> '' and length(name) <= 100),
    -- SHA-256 of the key; null for a source that speaks from inside the product
    key_hash      text unique,
    -- the key before, until the tools that know it have been told the new one
    old_key_hash  text unique,
    old_key_until timestamptz,
    concern       text not null,
    -- what the kind reads its bodies by; its own language
    mapping       text check (length(mapping) <= 100000),
    -- how long it may say nothing before that is an alarm
    silent_seconds int check (silent_seconds > 0),
    -- of a heartbeat: how often it is expected, and how late it may be
    period_seconds int check (period_seconds > 0),
    grace_seconds int check (grace_seconds > 0),
    -- due moment: unless it speaks before then, it has gone silent
    expected_at   timestamptz,
    enabled       boolean not null default true,
    created_by    int,
    created_at    timestamptz not null,
    -- counted in memory first: a second behind, at most
    last_at       timestamptz,
    signals       bigint not null default 0,
    unreadable    bigint not null default 0,
    -- by how much what it says was dated before it came, the least of the last second that had a change; negative when its clock runs ahead
    lag_seconds   int,
    primary key (client_id, id),
    check ((old_key_hash is null) = (old_key_until is null))
);
create index source_due on signals.source (expected_at) where expected_at is not null;

-- What a source says of a check on a thing.
create table signals.condition (
    client_id  int not null,
    id         bigint generated always as identity,
    source_id  bigint not null,
    key        text not null check (length(key) <= 255),
    thing      text not null check (length(thing) <= 255),
    check_name text not null check (length(check_name) <= 255),
    state      text not null check (state in ('FIRING', 'CLEARED', 'SILENT')),
    severity   text not null check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO')),
    summary    text not null,
    details    text,
    link       text,
    labels     jsonb not null default '{}',
    -- signals heard, and how often they changed state or severity
    count      bigint not null,
    changes    int not null default 0,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    -- when state or severity last changed, by our clock
    changed_at timestamptz not null,
    -- the same by the source's clock, which may be wrong
    said_at    timestamptz,
    asset_id   bigint,
    -- the cause it was found to belong to, and so its work
    trouble_id bigint,
    -- why it is nobody's work
    held       text,
    -- due moment: to be looked at again by then
    look_at    timestamptz,
    primary key (client_id, id),
    unique (client_id, source_id, key),
    foreign key (client_id, source_id) references signals.source (client_id, id)
) with (fillfactor = 85);
create index condition_newest on signals.condition (client_id, changed_at desc, id desc);
create index condition_wrong on signals.condition (client_id, changed_at desc, id desc) where state <> 'CLEARED';
create index condition_source on signals.condition (client_id, source_id, changed_at desc, id desc);
create index condition_thing on signals.condition (client_id, lower(thing), changed_at desc, id desc);
create index condition_asset on signals.condition (client_id, asset_id) where asset_id is not null;
create index condition_trouble on signals.condition (client_id, trouble_id, id) where trouble_id is not null;
create index condition_due on signals.condition (look_at) where look_at is not null;

-- How a condition came to be as it is. Only ever added.
create table signals.change (
    client_id    int not null,
    id           bigint generated always as identity,
    condition_id bigint not null,
    at           timestamptz not null,
    state        text not null,
    severity     text not null,
    summary      text not null,
    said_at      timestamptz,
    primary key (client_id, condition_id, id),
    foreign key (client_id, condition_id) references signals.condition (client_id, id)
);

-- What came from a known source and could not be read.
create table signals.kept (
    client_id    int not null,
    id           bigint generated always as identity,
    source_id    bigint not null,
    at           timestamptz not null,
    problem      text not null,
    content_type text not null,
    body         bytea not null check (length(body) <= 65536),
    -- bytes that came besides
    cut          bigint not null default 0,
    primary key (client_id, source_id, id),
    foreign key (client_id, source_id) references signals.source (client_id, id)
);

-- The last run of an expected job.
create table signals.heartbeat (
    client_id   int not null,
    source_id   bigint not null,
    started_at  timestamptz,
    ended_at    timestamptz,
    ran_millis  bigint,
    exit_status smallint,
    -- what it said, the end of it when that was long
    log         text check (length(log) <= 10240),
    primary key (client_id, source_id),
    foreign key (client_id, source_id) references signals.source (client_id, id)
);

call platform.guard_from_employees('signals.source');
call platform.guard_from_employees('signals.condition');
call platform.guard_from_employees('signals.change');
call platform.guard_from_employees('signals.kept');
call platform.guard_from_employees('signals.heartbeat');
