create table directory.party (
    id         int generated always as identity primary key,
    key        text not null unique check (key ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name       text not null check (name <> '' and length(name) <= 120),
    kind       text not null check (kind in ('CLIENT', 'PROVIDER')),
    code       text unique check (code ~ '^[A-Z][A-Z0-9]{1,7}$'),
    time_zone  text not null default 'UTC',
    holidays   text,
    created_at timestamptz not null default now(),
    constraint client_has_code check ((kind = 'CLIENT') = (code is not null))
);

create table directory.engagement (
    client_id   int not null references directory.party,
    provider_id int not null references directory.party,
    from_date   date not null,
    to_date     date,
    primary key (client_id, provider_id, from_date),
    check (to_date is null or to_date > from_date)
);
create index engagement_provider on directory.engagement (provider_id);

create table directory.person (
    id            int generated always as identity primary key,
    party_id      int not null references directory.party,
    key           text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'),
    name          text not null check (name <> '' and length(name) <= 120),
    email         text not null check (email = lower(email)),
    role          text not null,
    title         text,
    phone         text,
    password_hash text,
    totp_secret   text,
    deputy_id     int references directory.person,
    active        boolean not null default true,
    created_at    timestamptz not null default now(),
    signed_in_at  timestamptz,
    unique (party_id, key)
);
create unique index person_email on directory.person (email);

create table directory.team (
    id         int generated always as identity primary key,
    party_id   int not null references directory.party,
    key        text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name       text not null check (name <> '' and length(name) <= 120),
    unique (party_id, key)
);

create table directory.membership (
    team_id   int not null references directory.team on delete cascade,
    person_id int not null references directory.person on delete cascade,
    primary key (team_id, person_id)
);
create index membership_person on directory.membership (person_id);

create table directory.site (
    client_id int not null references directory.party,
    id        int generated always as identity,
    key       text not null check (key ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name      text not null check (name <> '' and length(name) <= 120),
    address   text,
    time_zone text,
    primary key (client_id, id),
    unique (client_id, key)
);

-- What a guest (an auditor, a vendor's engineer) may see, and until when.
create table directory.guest_grant (
    client_id  int not null references directory.party,
    person_id  int not null references directory.person on delete cascade,
    purpose    text not null,
    expires_at timestamptz not null,
    primary key (client_id, person_id)
);

create table directory.token (
    id           int generated always as identity primary key,
    person_id    int not null references directory.person on delete cascade,
    name         text not null,
    hash         text not null unique,
    scopes       text[] not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
create index token_person on directory.token (person_id);

-- A one-time link: to choose a first password, or a new one.
create table directory.invitation (
    hash       text primary key,
    person_id  int not null references directory.person on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create or replace function platform.every_client() returns int[] language sql stable
    as $$ select coalesce(array_agg(id), '{}') from directory.party where kind = 'CLIENT' $$;

-- Parties and what hangs on them are seen by those who see the party; only the product itself writes beyond that.
alter table directory.party enable row level security;
alter table directory.party force row level security;
create policy visible on directory.party
    using (platform.scope() = 'system' or id = any ((select platform.visible_parties())::int[]));

alter table directory.person enable row level security;
alter table directory.person force row level security;
create policy visible on directory.person
    using (platform.scope() = 'system' or party_id = any ((select platform.visible_parties())::int[]));

alter table directory.team enable row level security;
alter table directory.team force row level security;
create policy visible on directory.team
    using (platform.scope() = 'system' or party_id = any ((select platform.visible_parties())::int[]));

alter table directory.membership enable row level security;
alter table directory.membership force row level security;
create policy visible on directory.membership
    using (exists (select from directory.team where team.id = team_id));

alter table directory.token enable row level security;
alter table directory.token force row level security;
create policy visible on directory.token
    using (platform.scope() = 'system' or exists (select from directory.person where person.id = person_id));

alter table directory.invitation enable row level security;
alter table directory.invitation force row level security;
create policy visible on directory.invitation using (platform.scope() = 'system');

call platform.guard('directory.engagement');
call platform.guard('directory.site');
call platform.guard('directory.guest_grant');
