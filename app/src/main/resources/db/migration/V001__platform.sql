-- One schema for each module; the application's role may use them and owns nothing.
-- (platform itself is made by the migration tool, whose history lies in it)
create schema directory;
create schema agreement;
create schema work;
create schema reporting;

grant usage on schema platform, directory, agreement, work, reporting to demarc_app;
alter default privileges in schema platform, directory, agreement, work, reporting
    grant select, insert, update, delete on tables to demarc_app;
alter default privileges in schema platform, directory, agreement, work, reporting
    grant usage, select on sequences to demarc_app;

-- Who is asking, as the transaction declared it. 'system' sees every client; nothing declared sees none.
create function platform.scope() returns text language sql stable
    as $$ select coalesce(nullif(current_setting('demarc.scope', true), ''), 'nobody') $$;

-- The directory, which knows the clients, replaces this.
create function platform.every_client() returns int[] language sql stable
    as $$ select '{}'::int[] $$;

create function platform.visible_clients() returns int[] language sql stable
    as $$ select case platform.scope()
                   when 'system' then platform.every_client()
                   else coalesce(string_to_array(nullif(current_setting('demarc.clients', true), ''), ',')::int[], '{}')
                 end $$;

create function platform.visible_parties() returns int[] language sql stable
    as $$ select coalesce(string_to_array(nullif(current_setting('demarc.parties', true), ''), ',')::int[], '{}') $$;

-- Gives a client-owned table its walls: platform.guard('work.ticket'). The sub-select makes the visible clients an
-- InitPlan, evaluated once, so that indexes on client_id serve.
create procedure platform.guard(guarded regclass) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format('create policy visible on %s using (client_id = any ((select platform.visible_clients())::int[]))', guarded);
end $$;

-- Sessions (Spring Session's own layout).
create table platform.spring_session (
    primary_id char(36) not null constraint spring_session_pk primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index spring_session_ix1 on platform.spring_session (session_id);
create index spring_session_ix2 on platform.spring_session (expiry_time);
create index spring_session_ix3 on platform.spring_session (principal_name);

create table platform.spring_session_attributes (
    session_primary_id char(36) not null references platform.spring_session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name)
);
