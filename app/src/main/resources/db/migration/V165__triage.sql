-- A cause: the conditions that belong together, and the one ticket that stands for them.
create table signals.trouble (
    client_id      int not null,
    id             bigint generated always as identity,
    -- what brought its conditions together
    grouping       text not null check (grouping in ('PARENT', 'RULE', 'ATTACK', 'CHECK', 'THING', 'SINGLE')),
    concern        text not null,
    -- the worst of its conditions
    severity       text not null,
    subject        text not null,
    -- of the condition it began with
    thing          text not null,
    check_name     text not null,
    -- what a further condition is recognised by: 'check ping', 'attacker 203.0.113.9'
    keys           text[] not null,
    site           text,
    members        int not null,
    opened_at      timestamptz not null,
    -- when the last condition joined
    last_at        timestamptz not null,
    -- when its ticket last heard of it, and how many have joined since
    told_at        timestamptz not null,
    untold         int not null default 0,
    flapping_until timestamptz,
    -- since when nothing of it is wrong
    cleared_at     timestamptz,
    -- when the ticket was told that it is over
    over_at        timestamptz,
    -- due moment
    look_at        timestamptz,
    ticket         text,
    -- the answer to what was asked on its ticket
    decision       text,
    -- its ticket is done or given up, or it went into another cause
    ended_at       timestamptz,
    ended_how      text,
    -- done rather than given up
    ended_done     boolean,
    primary key (client_id, id)
);
create index trouble_open on signals.trouble (client_id, last_at desc) where ended_at is null;
create index trouble_due on signals.trouble (look_at) where look_at is not null;
call platform.guard_from_employees('signals.trouble');

alter table signals.condition
    -- why it belongs to its cause
    add column joined text,
    -- the cause before, which goes on when the same comes back soon
    add column was_trouble bigint,
    add constraint in_work_or_held check (trouble_id is null or held is null);
create index condition_waiting on signals.condition (client_id, look_at) where look_at is not null;
create index condition_member_wrong on signals.condition (client_id, trouble_id) where trouble_id is not null and state <> 'CLEARED';
create index condition_held on signals.condition (client_id, changed_at desc, id desc) where held is not null and state <> 'CLEARED';
create index change_moment on signals.change (client_id, condition_id, at);

-- A time in which what is seen is kept and becomes no work. `window` is a word of SQL's own.
create table signals.maintenance (
    client_id   int not null,
    id          bigint generated always as identity,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null check (ends_at > starts_at),
    weekly      boolean not null default false,
    -- of a weekly one: the last moment of all
    until       timestamptz,
    scope       text not null check (scope in ('ALL', 'THING', 'SITE', 'SOURCE', 'ASSET')),
    -- name pattern, site key, source or asset id; empty for all
    target      text not null check (length(target) <= 255),
    reason      text not null check (reason <> '' and length(reason) <= 200),
    created_by  int not null,
    created_at  timestamptz not null,
    -- ended by hand before its time
    ended_at    timestamptz,
    ended_by    int,
    primary key (client_id, id),
    check (not weekly or ends_at <= starts_at + interval '7 days')
);
create index maintenance_newest on signals.maintenance (client_id, id desc);
call platform.guard_from_employees('signals.maintenance');

-- What a client wants done with what is seen; the first that matches is taken.
create table signals.rule (
    client_id  int not null,
    position   int not null check (position > 0),
    source_id  bigint,
    thing      text not null default '*' check (length(thing) <= 255),
    check_name text not null default '*' check (length(check_name) <= 255),
    -- `name=pattern`
    label      text check (length(label) <= 500),
    severity   text,
    -- what it does
    concern    text,
    becomes    text,
    hold       text check (length(hold) <= 200),
    together   text check (length(together) <= 100),
    primary key (client_id, position)
);
call platform.guard_from_employees('signals.rule');
