-- CISA's list names products, not versions. What its entries are about, as we call it: the installation's.
create table estate.listed_flaw (
    product       text not null,
    vulnerability text not null references estate.vulnerability on delete cascade,
    listed_on     date not null,
    -- by us: whoever answered before could not know of it
    heard_at      timestamptz not null,
    primary key (product, vulnerability)
);
alter table estate.listed_flaw enable row level security;
alter table estate.listed_flaw force row level security;
create policy staff on estate.listed_flaw for select using ((select platform.scope()) in ('person', 'administrator', 'system'));
create policy imports on estate.listed_flaw using ((select platform.scope()) = 'system');

-- Which assets are or have such a product.
create table estate.listed_product (
    client_id int not null,
    asset_id  bigint not null,
    product   text not null,
    primary key (client_id, asset_id, product),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index listed_product_of on estate.listed_product (client_id, product);

-- Somebody has looked: from here on only what is listed later is open.
create table estate.product_answer (
    client_id int not null,
    id        bigint generated always as identity,
    product   text not null,
    -- null: everywhere
    ring      smallint check (ring between 0 and 2),
    answer    text not null check (answer in ('NOT_AFFECTED', 'MENDED', 'SET_ASIDE')),
    reason    text not null check (reason <> '' and length(reason) <= 2000),
    person    int,
    at        timestamptz not null,
    primary key (client_id, id)
);
create index product_answer_of on estate.product_answer (client_id, product, at desc);

-- One piece of work for each client and product.
create table estate.product_check (
    client_id int not null,
    id        bigint generated always as identity,
    product   text not null,
    flaws     int not null,
    ref       text,
    opened_at timestamptz not null,
    over_at   timestamptz,
    primary key (client_id, id)
);
create unique index product_check_open on estate.product_check (client_id, product) where over_at is null;

call platform.guard_from_employees('estate.listed_product');
call platform.guard_from_employees('estate.product_answer');
call platform.guard_from_employees('estate.product_check');

create or replace function estate.asset_changed() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id)
    select n.client_id, n.id from now_so n join was_so w on w.client_id = n.client_id and w.id = n.id
     where (n.exposed, n.kind) is distinct from (w.exposed, w.kind) or (n.tier, n.ring) is distinct from (w.tier, w.ring)
        or (n.os, n.os_version) is distinct from (w.os, w.os_version) or (n.retired_on is null) <> (w.retired_on is null)
        or (n.maker, n.model) is distinct from (w.maker, w.model)
        on conflict (client_id, asset_id) do update set due_at = excluded.due_at, tries = 0 where exposure_look.tries > 0;
    return null;
end $$;
-- A firewall reports no software: that it is there is enough.
create function estate.asset_came() returns trigger language plpgsql as $$
begin
    insert into estate.exposure_look (client_id, asset_id) select client_id, id from came where os is not null or maker is not null on conflict do nothing;
    return null;
end $$;
create trigger exposure_asset_came after insert on estate.asset referencing new table as came for each statement execute function estate.asset_came();
insert into estate.exposure_look (client_id, asset_id) select client_id, id from estate.asset where retired_on is null on conflict do nothing;
