-- Where it is written how a thing, or each thing of its kind, is looked after. Addresses only: the texts are kept elsewhere.
create table estate.runbook (
    client_id int not null,
    id        int generated always as identity,
    asset_id  bigint,
    kind      text,
    title     text not null check (length(title) between 1 and 200),
    address   text not null check (length(address) <= 1000 and address ~ '^https?://'),
    set_by    text not null,
    set_at    timestamptz not null,
    primary key (client_id, id),
    check ((asset_id is null) <> (kind is null)),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index runbook_of on estate.runbook (client_id, asset_id) where asset_id is not null;
create index runbook_kind on estate.runbook (client_id, kind) where kind is not null;
call platform.guard_from_employees('estate.runbook');
