-- One sequence for all clients: HDG-1042 is the client's code and the installation's next number.
create sequence work.ticket_number start 1001;

-- What lists filter and sort by, written in the transaction that appends the facts it follows from.
create table work.ticket (
    client_id         int not null,
    id                bigint not null default nextval('work.ticket_number'),
    version           int not null,
    kind              text not null check (kind in ('INCIDENT', 'REQUEST', 'CHANGE', 'PROBLEM')),
    subject           text not null check (subject <> '' and length(subject) <= 200),
    activity          text,
    priority          smallint not null check (priority between 1 and 4),
    impact            text check (impact in ('HIGH', 'MEDIUM', 'LOW')),
    urgency           text check (urgency in ('HIGH', 'MEDIUM', 'LOW')),
    site              text,
    requester_id      int not null,
    team_id           int,
    party_id          int not null,
    assignee_id       int,
    status            text not null check (status in ('NEW', 'OPEN', 'WAITING', 'RESOLVED', 'CLOSED', 'CANCELLED')),
    waiting_on        text,
    offered_team_id   int,
    offered_party_id  int,
    problem_id        bigint,
    opened_at         timestamptz not null,
    held_since        timestamptz not null,
    crossed_at        timestamptz,
    respond_due_at    timestamptz,
    resolve_due_at    timestamptz,
    -- the next promise; infinity while none runs
    due_at            timestamptz not null default 'infinity',
    responded_at      timestamptz,
    resolved_at       timestamptz,
    respond_broken_at timestamptz,
    resolve_broken_at timestamptz,
    broken_by         int,
    agreement         int,
    primary key (client_id, id)
);

-- Open work, in the order it is due. The covering columns let a page that filters stop without visiting the rows it skips.
create index ticket_open on work.ticket (due_at, client_id, id) include (priority, team_id, party_id, assignee_id, kind, status)
    where status in ('NEW', 'OPEN', 'WAITING');
create index ticket_open_client on work.ticket (client_id, due_at, id) where status in ('NEW', 'OPEN', 'WAITING');
create index ticket_open_team on work.ticket (team_id, due_at, client_id, id) where status in ('NEW', 'OPEN', 'WAITING');
create index ticket_open_assignee on work.ticket (assignee_id, due_at, client_id, id)
    where status in ('NEW', 'OPEN', 'WAITING') and assignee_id is not null;
create index ticket_offered on work.ticket (offered_team_id, client_id, id) where offered_team_id is not null;
-- Everything there ever was, newest first.
create index ticket_client on work.ticket (client_id, opened_at desc, id desc);
create index ticket_requester on work.ticket (requester_id, client_id, opened_at desc, id desc);
create index ticket_assignee on work.ticket (assignee_id, client_id, opened_at desc, id desc) where assignee_id is not null;
create index ticket_team on work.ticket (team_id, client_id, opened_at desc, id desc);
create index ticket_problem on work.ticket (client_id, problem_id) where problem_id is not null;

-- The timeline. `audience` null: everybody who sees the ticket; else the parties that may know of the fact.
create table work.fact (
    client_id int not null,
    ticket_id bigint not null,
    seq       int not null,
    at        timestamptz not null,
    kind      text not null,
    actor_id  int,
    audience  int[],
    data      jsonb not null,
    primary key (client_id, ticket_id, seq),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
create index fact_time_logged on work.fact (client_id, at) where kind = 'TimeLogged';

-- What people wrote, under the number of the fact that says so. Number 1 is the description.
create table work.message (
    client_id    int not null,
    ticket_id    bigint not null,
    seq          int not null,
    at           timestamptz not null,
    author_id    int,
    author_party int not null,
    visibility   text not null check (visibility in ('PUBLIC', 'INTERNAL', 'PARTIES')),
    parties      int[],
    body         text not null check (body <> '' and length(body) <= 100000),
    primary key (client_id, ticket_id, seq),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);

-- Decisions, so that "what awaits me" is one short list. The facts say how each came about.
create table work.decision (
    client_id    int not null,
    ticket_id    bigint not null,
    n            int not null,
    kind         text not null,
    amount       text,
    question     text not null,
    party_id     int not null,
    post         text not null,
    team_id      int,
    asked_by     int,
    asked_at     timestamptz not null,
    deadline     timestamptz,
    state        text not null check (state in ('PENDING', 'APPROVED', 'REFUSED')),
    review_party int,
    review_post  text,
    review_due   timestamptz,
    primary key (client_id, ticket_id, n),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
create index decision_pending on work.decision (party_id, deadline, client_id, ticket_id, n) where state = 'PENDING';
create index decision_review on work.decision (review_party, review_due, client_id, ticket_id, n) where review_due is not null;

-- Moments at which something must be looked at again. Planned anew after each fact, drained by any node.
create table work.due (
    client_id int not null,
    ticket_id bigint not null,
    kind      text not null,
    n         int not null default 0,
    due_at    timestamptz not null,
    primary key (client_id, ticket_id, kind, n),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
create index due_at on work.due (due_at);

-- The words of a ticket, one row for each audience: 0 for everybody who sees the ticket, else the id of one party.
-- Each word is shelved under its client and its era (50,000 tickets of all clients): '7.20.printer'. A search reads one shelf after the other, the
-- newest first, and never touches another client's words or more of a common one than it shows.
create table work.search (
    client_id int not null,
    ticket_id bigint not null,
    audience  int not null default 0,
    words     tsvector not null,
    primary key (client_id, ticket_id, audience),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
-- Without a pending list, which every look at every shelf would have to read through.
create index search_words on work.search using gin (words) with (fastupdate = off);

create function work.shelf(client int, ticket bigint) returns text language sql immutable
    as $$ select client || '.' || ticket / 50000 || '.' $$;

-- What lies between words is ASCII: letters of every script belong to words. Words.java asks the same way.
create function work.lexemes(client int, ticket bigint, body text) returns tsvector language sql immutable
    as $$ select array_to_tsvector(array(
              select distinct work.shelf(client, ticket) || left(word, 40)
                from regexp_split_to_table(lower(left(body, 20000)), '[\s!-/:-@\[-`{-~]+') word
               where word <> '')) $$;

-- Every word must occur, at least as a beginning.
create function work.asked(client int, ticket bigint, wanted text[]) returns tsquery language sql immutable
    as $$ select string_agg('''' || work.shelf(client, ticket) || word || ''':*', ' & ')::tsquery from unnest(wanted) word $$;

call platform.guard('work.ticket');
call platform.guard('work.fact');
call platform.guard('work.message');
call platform.guard('work.decision');
call platform.guard('work.due');
call platform.guard('work.search');

-- An employee sees the tickets they asked for and nothing else of the client's.
create policy own on work.ticket as restrictive to demarc_app
    using ((select platform.scope()) <> 'employee' or requester_id = (select platform.acting_person()));
create policy own on work.fact as restrictive to demarc_app
    using (((select platform.scope()) <> 'employee'
            or exists (select from work.ticket t where t.client_id = fact.client_id and t.id = fact.ticket_id))
           and (audience is null or (select platform.scope()) = 'system' or (select platform.acting_party()) = any (audience)))
    with check (true);
create policy own on work.message as restrictive to demarc_app
    using (((select platform.scope()) <> 'employee'
            or exists (select from work.ticket t where t.client_id = message.client_id and t.id = message.ticket_id))
           and (visibility = 'PUBLIC' or (select platform.scope()) = 'system'
                or (select platform.scope()) <> 'employee'
                   and (author_party = (select platform.acting_party()) or (select platform.acting_party()) = any (parties))))
    with check (true);
create policy own on work.decision as restrictive to demarc_app
    using ((select platform.scope()) <> 'employee'
           or exists (select from work.ticket t where t.client_id = decision.client_id and t.id = decision.ticket_id))
    with check (true);
create policy own on work.search as restrictive to demarc_app
    using (((select platform.scope()) <> 'employee'
            or exists (select from work.ticket t where t.client_id = search.client_id and t.id = search.ticket_id))
           and (audience = 0 or (select platform.scope()) = 'system'
                or (select platform.scope()) <> 'employee' and audience = (select platform.acting_party())))
    with check (true);

-- What happened, happened.
revoke update, delete on work.fact from demarc_app;
revoke update, delete on work.message from demarc_app;
revoke delete on work.ticket from demarc_app;

-- Full text cannot use its index below row-level security (@@ is not leakproof), so these functions read and write the words as their
-- owner. They apply the walls themselves, from the transaction's own settings.
create policy indexing on work.search to current_user using (true) with check (true);

-- Whoever writes for another party's eyes adds words they may not read back.
create function work.add_words(client int, ticket bigint, audiences int[], body text) returns int
    language sql security definer set search_path = pg_catalog as $$
    with added as (
        insert into work.search (client_id, ticket_id, audience, words)
        select client, ticket, a, work.lexemes(client, ticket, body)
          from unnest(audiences) a
         where client = any (platform.visible_clients())
            on conflict (client_id, ticket_id, audience) do update
           -- a tsvector holds a megabyte; what is said after a good part of that is found by its other words
           set words = case when pg_column_size(search.words) < 200000 then search.words || excluded.words else search.words end
        returning 1
    )
    select count(*)::int from added $$;

-- Numbers only, newest first; the caller joins them to work.ticket, where the walls stand again.
--
-- one_client: its id, or null for all that are visible
create function work.matching(wanted text[], one_client int, before bigint, most int) returns table (client int, ticket bigint)
    language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    clients int[]  := array(select c from unnest(platform.visible_clients()) c where one_client is null or c = one_client);
    party   int    := coalesce(platform.acting_party(), -1);
    every   bool   := platform.scope() = 'system';
    newest  bigint := least(before - 1, (select last_value from work.ticket_number));
    found   int    := 0;
begin
    if platform.scope() = 'employee' then return; end if;
    while newest >= 0 and found < most loop
        for client, ticket in
            select c, s.ticket_id
              from unnest(clients) c
             cross join lateral (
                    select distinct s.ticket_id
                      from work.search s
                     where s.words @@ work.asked(c, newest, wanted)
                       and (every or s.audience in (0, party)) and s.ticket_id < before
                     order by s.ticket_id desc limit most - found) s
             order by s.ticket_id desc limit most - found
        loop
            found := found + 1;
            return next;
        end loop;
        newest := newest / 50000 * 50000 - 1;
    end loop;
end $$;
revoke execute on function work.matching, work.add_words from public;
grant execute on function work.matching, work.add_words to demarc_app;
