-- What its source does not say again is over: lines of a log, traps that nobody knows.
alter table signals.source add column quiet_seconds int check (quiet_seconds > 0);
update signals.source set quiet_seconds = 3600 where kind in ('syslog', 'snmp');

alter table signals.condition
    -- the source says itself when this is over
    add column lasting boolean not null default false,
    -- due moment: over, unless it was said again meanwhile
    add column quiet_at timestamptz;
create index condition_quiet on signals.condition (quiet_at) where quiet_at is not null;

-- the list of sources, by name
create index source_name on signals.source (client_id, lower(name), id);
