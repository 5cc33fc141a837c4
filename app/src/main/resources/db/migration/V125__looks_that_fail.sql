-- A look that fails waits, alone, and says why; whatever changes on its asset brings it back at once.
alter table estate.exposure_look
    add column due_at timestamptz not null default '-infinity',
    add column tries int not null default 0,
    add column trouble text;
drop index estate.exposure_look_since;
create index exposure_look_due on estate.exposure_look (due_at, since);
create index exposure_look_failed on estate.exposure_look (client_id, due_at) where trouble is not null;

create or replace function estate.software_came() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id) select distinct client_id, asset_id from came
        on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0;
    return null;
end $$;
create or replace function estate.software_went() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id) select distinct client_id, asset_id from went
        on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0;
    return null;
end $$;
create or replace function estate.asset_changed() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id)
    select n.client_id, n.id from now_so n join was_so w on w.client_id = n.client_id and w.id = n.id
     where (n.exposed, n.kind) is distinct from (w.exposed, w.kind) or (n.tier, n.ring) is distinct from (w.tier, w.ring)
        or (n.os, n.os_version) is distinct from (w.os, w.os_version) or (n.retired_on is null) <> (w.retired_on is null)
        on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0;
    return null;
end $$;

-- Work that could not be opened waits in the same way.
alter table estate.patch add column trouble text;
