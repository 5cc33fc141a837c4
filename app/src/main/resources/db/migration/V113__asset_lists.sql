-- How many things of a kind are in use: kept when one comes or goes, never counted.
create table estate.asset_count (
    client_id int not null,
    kind      text not null,
    n         int not null,
    primary key (client_id, kind)
);
call platform.guard_from_employees('estate.asset_count');

create function estate.count_asset() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.kind = new.kind and (old.retired_on is null) = (new.retired_on is null) then return null; end if;
    if tg_op <> 'INSERT' and old.retired_on is null then
        update estate.asset_count set n = n - 1 where client_id = old.client_id and kind = old.kind;
    end if;
    if tg_op <> 'DELETE' and new.retired_on is null then
        insert into estate.asset_count (client_id, kind, n) values (new.client_id, new.kind, 1)
        on conflict (client_id, kind) do update set n = asset_count.n + 1;
    end if;
    return null;
end $$;
create trigger counted after insert or delete or update of kind, retired_on on estate.asset for each row execute function estate.count_asset();

create index asset_seen on estate.asset (client_id, last_seen_at, id) where retired_on is null;
create index asset_ageless on estate.asset (client_id, lower(name), id) where retired_on is null and purchased_on is null;
create index asset_gone on estate.asset (client_id, lower(name), id) where retired_on is not null;
