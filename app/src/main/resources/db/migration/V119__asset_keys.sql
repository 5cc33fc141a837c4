-- What a thing is found by and listed in the order of. lower() is not leakproof, so below row-level security no index on lower(name) serves a search or the
-- next page; one on a column does.
alter table estate.asset
    add column name_key text generated always as (lower(name)) stored,
    add column uuid_key text generated always as (lower(uuid)) stored,
    add column serial_key text generated always as (lower(serial)) stored;
drop index estate.asset_name, estate.asset_kind, estate.asset_site, estate.asset_uuid, estate.asset_serial, estate.asset_ageless, estate.asset_gone;
create index asset_name on estate.asset (client_id, name_key, id);
create index asset_kind on estate.asset (client_id, kind, name_key, id);
create index asset_site on estate.asset (client_id, site, name_key, id);
create index asset_uuid on estate.asset (client_id, uuid_key) where uuid_key is not null;
create index asset_serial on estate.asset (client_id, serial_key) where serial_key is not null;
create index asset_ageless on estate.asset (client_id, name_key, id) where retired_on is null and purchased_on is null;
create index asset_gone on estate.asset (client_id, name_key, id) where retired_on is not null;
