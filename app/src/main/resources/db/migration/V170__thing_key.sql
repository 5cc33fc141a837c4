-- What a thing is found by. lower() is not leakproof, so below row-level security no index on lower(thing) serves a search; one on a column does.
alter table signals.condition add column thing_key text generated always as (lower(thing)) stored;
drop index signals.condition_thing;
create index condition_thing on signals.condition (client_id, thing_key, changed_at desc, id desc);
drop index signals.condition_unmatched;
create index condition_unmatched on signals.condition (client_id, thing_key) where asset_id is null;

-- A storm outruns autovacuum, which counts once a minute: plans made for an almost empty table would read all of a full one. Only an owner may count.
create function signals.count_anew() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    analyze signals.condition, signals.change, signals.trouble;
end $$;
revoke all on function signals.count_anew() from public;
grant execute on function signals.count_anew() to demarc_app;
