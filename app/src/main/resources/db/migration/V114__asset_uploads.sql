-- Tables that were shown and not yet taken; gone after a day.
create table estate.asset_upload (
    client_id int not null,
    id        bigint generated always as identity,
    person_id int not null,
    at        timestamptz not null,
    body      bytea not null check (length(body) <= 8388608),
    primary key (client_id, id)
);
create index asset_upload_at on estate.asset_upload (client_id, at);
call platform.guard_from_employees('estate.asset_upload');
