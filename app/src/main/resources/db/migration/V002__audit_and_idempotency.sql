-- What people did, appended in the transaction that did it. client_id 0 is the installation itself.
create table platform.audit (
    client_id  int not null,
    id         bigint generated always as identity,
    at         timestamptz not null,
    actor_id   int,
    actor_name text not null,
    verb       text not null,
    subject    text not null,
    detail     text not null,
    seq        bigint unique,
    hash       bytea,
    primary key (client_id, id),
    check ((seq is null) = (hash is null))
);
create index audit_unsealed on platform.audit (id) where seq is null;

revoke update, delete on platform.audit from demarc_app;
alter table platform.audit enable row level security;
alter table platform.audit force row level security;
create policy readable on platform.audit for select
    using (client_id = any ((select platform.visible_clients())::int[]) or platform.scope() = 'system'
           or client_id = 0 and platform.scope() = 'administrator');
create policy appendable on platform.audit for insert
    with check (client_id = 0 or client_id = any ((select platform.visible_clients())::int[]));
create policy sealable on platform.audit for update using (platform.scope() = 'system');

-- An entry's seal: SHA-256 over the seal before it and everything the entry says. Lengths keep texts from running into each other.
create function platform.audit_seal(previous bytea, place bigint, entry platform.audit) returns bytea language sql immutable as $$
    select sha256(convert_to(concat_ws(E'\n', encode(previous, 'hex'), place, entry.id, (extract(epoch from entry.at) * 1000000)::bigint,
        entry.client_id, coalesce(entry.actor_id, 0), length(entry.actor_name) || ':' || entry.actor_name, length(entry.verb) || ':' || entry.verb,
        length(entry.subject) || ':' || entry.subject, length(entry.detail) || ':' || entry.detail), 'UTF8'))
$$;

-- Seals what is not sealed yet; one node at a time, as the product itself ('system'). The only way to write seq and hash, and
-- it never rewrites one.
create function platform.seal_audit(most int) returns int language plpgsql security definer
    set search_path = platform, pg_temp as $$
declare
    entry platform.audit;
    place bigint;
    link bytea;
    sealed int := 0;
begin
    if not pg_try_advisory_xact_lock(7302) then return 0; end if;
    select seq, hash into place, link from platform.audit where seq is not null order by seq desc limit 1;
    place := coalesce(place, 0);
    link := coalesce(link, ''::bytea);
    for entry in select * from platform.audit where seq is null order by id limit most loop
        place := place + 1;
        link := platform.audit_seal(link, place, entry);
        update platform.audit set seq = place, hash = link where client_id = entry.client_id and id = entry.id;
        sealed := sealed + 1;
    end loop;
    return sealed;
end $$;

-- Answers already given to POSTs that carried an Idempotency-Key.
create table platform.idempotency (
    person_id  int not null,
    key        text not null,
    request    text not null,
    at         timestamptz not null,
    status     int,
    location   text,
    body       text,
    primary key (person_id, key)
);
create index idempotency_at on platform.idempotency (at);
