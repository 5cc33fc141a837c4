-- Long work on a decision: reading a history, searching a split. The row says how far it is, so that any node can show it; a node that stops
-- lets its rows' beat grow old. And the business's own past: the file as it was uploaded, in parts, and what was read from it.
create table decide.job (
    id          bigint generated always as identity primary key,
    decision_id bigint not null references decide.decision on delete cascade,
    kind        text not null check (kind ~ '^[a-z-]{1,20}$'),
    state       text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    share       real not null default 0 check (share between 0 and 1),
    says        text not null default '' check (length(says) <= 200),
    failure     text check (length(failure) <= 2000),
    cancel      boolean not null default false,
    asked_at    timestamptz not null,
    started_at  timestamptz,
    beat_at     timestamptz not null,
    ended_at    timestamptz
);
create unique index job_one_at_a_time on decide.job (decision_id, kind) where state in ('WAITING', 'RUNNING');
create index job_latest on decide.job (decision_id, kind, id desc);

-- quality: as JSON; columns: the tickets, packed. Both are null until it is read.
create table decide.past (
    decision_id bigint primary key references decide.decision on delete cascade,
    file_name   text not null check (length(file_name) <= 200),
    bytes       bigint not null,
    zone        text not null,
    zone_from   text not null,
    dates       text,
    services    text not null default '{}',
    quality     text,
    tickets     int,
    columns     bytea,
    uploaded_at timestamptz not null
);
create table decide.past_part (
    decision_id bigint not null references decide.past on delete cascade,
    part        int not null,
    bytes       bytea not null,
    primary key (decision_id, part)
);
alter table decide.past_part alter column bytes set storage external; -- packed already

-- Whoever sees the decision sees what hangs on it.
alter table decide.job enable row level security;
alter table decide.job force row level security;
create policy of_decision on decide.job using (exists (select from decide.decision d where d.id = job.decision_id));
alter table decide.past enable row level security;
alter table decide.past force row level security;
create policy of_decision on decide.past using (exists (select from decide.decision d where d.id = past.decision_id));
alter table decide.past_part enable row level security;
alter table decide.past_part force row level security;
create policy of_decision on decide.past_part using (exists (select from decide.decision d where d.id = past_part.decision_id));
