-- What a source's tool is told of the work that its problems became.
create table signals.word (
    client_id     int not null,
    id            bigint generated always as identity,
    source_id     bigint not null,
    step          text not null check (step in ('TAKEN', 'REPLIED', 'RESOLVED')),
    ticket        text not null,
    who           text not null,
    words         text not null,
    -- the tool's own numbers of what it is about
    about         text[] not null,
    at            timestamptz not null,
    -- due moment: when it is told, or tried again; null when it was told or given up
    due_at        timestamptz,
    -- somebody is telling it at this moment
    claimed_until timestamptz,
    attempts      int not null default 0,
    -- why the last attempt failed
    problem       text,
    told_at       timestamptz,
    primary key (client_id, id),
    foreign key (client_id, source_id) references signals.source (client_id, id) on delete cascade
);
create index word_due on signals.word (due_at) where due_at is not null;
create index word_waiting on signals.word (client_id, source_id, id) where due_at is not null;
create index word_newest on signals.word (client_id, source_id, id desc);
call platform.guard_from_employees('signals.word');
