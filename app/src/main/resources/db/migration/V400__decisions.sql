-- Decisions on how IT is run. They need no account: a row is seen by whoever holds its link, as the transaction declared it, or, once it
-- belongs to a client, by those who see the client. Only a hash of the link is kept, so nobody can find it here either.
create schema decide;
grant usage on schema decide to demarc_app;
alter default privileges in schema decide grant select, insert, update, delete on tables to demarc_app;
alter default privileges in schema decide grant usage, select on sequences to demarc_app;

create function decide.link() returns text language sql stable
    as $$ select nullif(current_setting('demarc.link', true), '') $$;

create table decide.decision (
    id         bigint generated always as identity primary key,
    link       text unique check (link ~ '^[0-9a-f]{64}$'),
    written    text not null check (length(written) <= 20000),
    created_at timestamptz not null,
    changed_at timestamptz not null,
    expires_at timestamptz not null
);
create index decision_expires on decide.decision (expires_at);

-- Which client a decision belongs to. Its link is gone then.
create table decide.client_decision (
    client_id   int not null references directory.party,
    decision_id bigint not null unique references decide.decision on delete cascade,
    primary key (client_id, decision_id)
);
call platform.guard('decide.client_decision');
create policy staff on decide.client_decision as restrictive to demarc_app using ((select platform.scope()) <> 'employee');

alter table decide.decision enable row level security;
alter table decide.decision force row level security;
create policy by_link on decide.decision using (link = (select decide.link()));
create policy of_client on decide.decision
    using (exists (select from decide.client_decision c where c.decision_id = decision.id));
-- The product itself sees a decision only to delete it in the end.
create policy expired on decide.decision for select using ((select platform.scope()) = 'system' and expires_at < now());
create policy expired_delete on decide.decision for delete using ((select platform.scope()) = 'system' and expires_at < now());
