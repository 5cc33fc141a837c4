-- A version is its text. Nothing here is ever edited: what happens to a version is told by the rows that point at it.
create table agreement.version (
    client_id    int not null,
    id           bigint generated always as identity,
    number       int not null check (number > 0),
    text         text not null,
    hash         text not null check (hash ~ '^[0-9a-f]{64}$'),
    effective    date not null,
    effective_at timestamptz not null,      -- midnight of that date where the client is
    parties      int[] not null check (cardinality(parties) > 0),    -- who must sign
    note         text not null default '' check (length(note) <= 2000),
    created_by   int not null,
    created_at   timestamptz not null,
    primary key (client_id, id),
    unique (client_id, number),
    unique (client_id, id, hash)
);

-- The third reference is the point: the database itself refuses a signature under another text.
create table agreement.signature (
    client_id      int not null,
    version_id     bigint not null,
    party_id       int not null,
    person_id      int not null,
    hash           text not null,
    at             timestamptz not null,
    remote_address text not null,
    statement      text not null,
    primary key (client_id, version_id, party_id),
    foreign key (client_id, version_id, hash) references agreement.version (client_id, id, hash)
);

create table agreement.withdrawal (
    client_id  int not null,
    version_id bigint not null,
    person_id  int not null,
    at         timestamptz not null,
    reason     text not null check (length(reason) <= 2000),
    primary key (client_id, version_id),
    foreign key (client_id, version_id) references agreement.version
);

-- Written with the last signature: when the version comes into force. A due row until that is announced.
create table agreement.term (
    client_id    int not null,
    version_id   bigint not null,
    number       int not null,
    starts_at    timestamptz not null,
    announced_at timestamptz,
    primary key (client_id, version_id),
    foreign key (client_id, version_id) references agreement.version
);
create index term_due on agreement.term (starts_at) where announced_at is null;

create table agreement.draft (
    client_id  int not null primary key,
    text       text not null,
    based_on   int,                         -- number of the version it began as
    version    int not null,                -- grows with each save
    updated_by int not null,
    updated_at timestamptz not null
);

call platform.guard('agreement.version');
call platform.guard('agreement.signature');
call platform.guard('agreement.withdrawal');
call platform.guard('agreement.term');
call platform.guard('agreement.draft');

create function agreement.only_grows() returns trigger language plpgsql as $$
begin
    raise exception '% only grows: nothing signed is edited', tg_table_name;
end $$;

create trigger only_grows before update or delete on agreement.version for each row execute function agreement.only_grows();
create trigger only_grows before update or delete on agreement.signature for each row execute function agreement.only_grows();
create trigger only_grows before update or delete on agreement.withdrawal for each row execute function agreement.only_grows();

revoke update, delete on agreement.version, agreement.signature, agreement.withdrawal, agreement.term from demarc_app;
grant update (announced_at) on agreement.term to demarc_app;
