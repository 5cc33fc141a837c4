-- As V170 did for conditions: below row-level security an index on lower(thing) serves no search, one on a column does.
alter table signals.own_check add column thing_key text generated always as (lower(thing)) stored;
drop index signals.own_check_thing, signals.own_check_kind, signals.own_check_probe;
create index own_check_thing on signals.own_check (client_id, thing_key, id);
create index own_check_kind on signals.own_check (client_id, kind, thing_key, id);
create index own_check_probe on signals.own_check (client_id, probe_id, thing_key, id) where probe_id is not null;
