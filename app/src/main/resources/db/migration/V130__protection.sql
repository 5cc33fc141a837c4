-- What must come back after a loss, how much of it may be lost (RPO) and how long it may take (RTO).
create table estate.protected_system (
    client_id    int not null,
    id           bigint generated always as identity,
    key          text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name         text not null check (name <> '' and length(name) <= 120),
    asset_id     bigint,
    tier         smallint not null check (tier between 1 and 4),
    rpo_minutes  int not null check (rpo_minutes between 1 and 525600),
    rto_minutes  int not null check (rto_minutes between 1 and 525600),
    owner        text,
    site         text,
    -- the newest moment to which it can be brought back: when the last good backup of any of its jobs began
    safe_at      timestamptz,
    rpo_broken_at timestamptz,
    -- 0 something is wrong, 1 worth a look, 2 as it should be; what lists are ordered by
    standing     smallint not null default 0 check (standing between 0 and 2),
    tested_at    timestamptz,
    -- the last restore that was verified
    proved_at    timestamptz,
    created_at   timestamptz not null,
    retired_at   timestamptz,
    version      int not null default 1,
    primary key (client_id, id),
    unique (client_id, key),
    foreign key (client_id, asset_id) references estate.asset (client_id, id)
);
create index protected_system_list on estate.protected_system (client_id, standing, key) where retired_at is null;
create index protected_system_asset on estate.protected_system (client_id, asset_id) where asset_id is not null;

-- Who makes a copy of it, when, and onto what. A copy that no job reports is a hope, so a job is a copy.
create table estate.backup_job (
    client_id     int not null,
    id            bigint generated always as identity,
    key           text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    system_id     bigint not null,
    tool          text not null check (tool in ('RESTIC', 'BORG', 'OTHER')),
    schedule      text not null check (length(schedule) <= 200),
    grace_minutes int not null check (grace_minutes between 1 and 10080),
    medium        text not null check (medium in ('DISK', 'NAS', 'OBJECT', 'TAPE', 'REMOVABLE')),
    place         text,
    offsite       boolean not null default false,
    -- nobody who breaks in can change it: locked, or not connected
    immutable     boolean not null default false,
    -- the moment whose run is waited for; null while it is paused
    expected_at   timestamptz,
    -- when the last good run ended, and when it began
    good_at       timestamptz,
    safe_at       timestamptz,
    trouble       text check (trouble in ('MISSED', 'FAILED', 'UNFINISHED', 'RPO')),
    trouble_why   text,
    trouble_at    timestamptz,
    -- what a check of the repository found
    damage        text,
    -- what makes a good run worth a look
    look          text,
    ticket        text,
    look_ticket   text,
    created_at    timestamptz not null,
    retired_at    timestamptz,
    version       int not null default 1,
    primary key (client_id, id),
    unique (client_id, key),
    foreign key (client_id, system_id) references estate.protected_system (client_id, id)
);
create index backup_job_system on estate.backup_job (client_id, system_id);

create table estate.backup_run (
    client_id   int not null,
    id          bigint generated always as identity,
    job_id      bigint not null,
    -- of whoever reports, so that a report that comes twice counts once
    report      text,
    operation   text not null check (operation in ('BACKUP', 'CHECK', 'PRUNE', 'OTHER')),
    state       text not null check (state in ('RUNNING', 'OK', 'WARNING', 'FAILED', 'INCOMPLETE')),
    started_at  timestamptz not null,
    ended_at    timestamptz,
    bytes       bigint,
    files       bigint,
    added       bigint,
    snapshot    text,
    message     text not null check (length(message) <= 2000),
    raw         text check (length(raw) <= 65536),
    reported_at timestamptz not null,
    primary key (client_id, id),
    foreign key (client_id, job_id) references estate.backup_job (client_id, id)
);
create index backup_run_history on estate.backup_run (client_id, job_id, started_at desc, id desc);
create unique index backup_run_report on estate.backup_run (client_id, report) where report is not null;
create index backup_run_raw on estate.backup_run (reported_at) where raw is not null;

-- Moments to come back to: a job's run is late, a run has not ended, an RPO breaks, a restore test is due or overdue.
create table estate.protection_due (
    client_id int not null,
    kind      text not null check (kind in ('MISSED', 'UNFINISHED', 'RPO', 'TEST', 'OVERDUE', 'EXERCISE')),
    subject   bigint not null,
    due_at    timestamptz not null,
    -- once, when the product itself was not there at the moment
    postponed boolean not null default false,
    primary key (client_id, kind, subject)
);
create index protection_due_at on estate.protection_due (due_at);

-- A restore that is to be tried; a site exercise is of no single system.
create table estate.restore_test (
    client_id int not null,
    id        bigint generated always as identity,
    system_id bigint,
    job_id    bigint,
    kind      text not null check (kind in ('FULL', 'SAMPLE', 'RANDOM', 'EXERCISE')),
    opened_at timestamptz not null,
    due_at    timestamptz not null,
    -- chooses the file: the one whose SHA-256 of seed and path is the smallest
    seed      bigint not null,
    overdue   boolean not null default false,
    ticket    text,
    saved_at  timestamptz,
    primary key (client_id, id),
    foreign key (client_id, system_id) references estate.protected_system (client_id, id),
    foreign key (client_id, job_id) references estate.backup_job (client_id, id)
);
create index restore_test_open on estate.restore_test (client_id, due_at, id) where saved_at is null;
create index restore_test_list on estate.restore_test (client_id, id desc);
create index restore_test_system on estate.restore_test (client_id, system_id, id desc);

-- What came of it. Written once.
create table estate.restore_evidence (
    client_id       int not null,
    test_id         bigint not null,
    scope           text not null check (length(scope) <= 1000),
    snapshot        text,
    snapshot_at     timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    rpo_minutes     int,
    rto_minutes     int,
    expected_sha256 text check (expected_sha256 ~ '^[0-9a-f]{64}$'),
    actual_sha256   text check (actual_sha256 ~ '^[0-9a-f]{64}$'),
    by_person       int,
    by_name         text not null,
    passed          boolean not null,
    defects         text,
    saved_at        timestamptz not null,
    primary key (client_id, test_id),
    foreign key (client_id, test_id) references estate.restore_test (client_id, id)
);
revoke update, delete on estate.restore_evidence from demarc_app;

-- By which machines report. Only the hash is kept.
create table estate.report_key (
    client_id    int not null,
    id           bigint generated always as identity,
    name         text not null check (name <> '' and length(name) <= 80),
    hash         text not null unique,
    created_by   int not null,
    created_at   timestamptz not null,
    -- the key it replaced stays good until then
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    primary key (client_id, id)
);

call platform.guard_from_employees('estate.protected_system');
call platform.guard_from_employees('estate.backup_job');
call platform.guard_from_employees('estate.backup_run');
call platform.guard_from_employees('estate.protection_due');
call platform.guard_from_employees('estate.restore_test');
call platform.guard_from_employees('estate.restore_evidence');
call platform.guard_from_employees('estate.report_key');
