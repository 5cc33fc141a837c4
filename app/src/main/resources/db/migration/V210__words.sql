-- Which words a client's texts have, so that a search knows before it reads anything what a beginning may stand for. Numbers are left out: every
-- ticket brings its own. A word may stand here twice, if two tickets brought it at the same moment; nobody waits for nobody.
create table work.word (
    client_id int not null,
    word      text collate "C" not null
);
call platform.guard('work.word');
create policy indexing on work.word to current_user using (true) with check (true);
-- Only the functions below read it: a word can come from a note that not everybody may see.
revoke all on work.word from demarc_app;

insert into work.word
select distinct client_id, split_part(lexeme, '.', 3)
  from work.search, unnest(tsvector_to_array(words)) lexeme
 where split_part(lexeme, '.', 3) !~ '^[0-9]+$';
create index word_beginning on work.word (client_id, word);

create function work.learn() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into work.word (client_id, word)
    select new.client_id, split_part(lexeme, '.', 3)
      from unnest(tsvector_to_array(case tg_op when 'INSERT' then new.words else ts_delete(new.words, tsvector_to_array(old.words)) end)) lexeme
     where split_part(lexeme, '.', 3) !~ '^[0-9]+$'
       and not exists (select from work.word known where known.client_id = new.client_id and known.word = split_part(lexeme, '.', 3));
    return null;
end $$;
create trigger learn_new after insert on work.search for each row execute function work.learn();
create trigger learn_more after update of words on work.search for each row when (old.words is distinct from new.words) execute function work.learn();

-- What to ask the shelves of a client ('@' stands for the shelf), or null when one of the words is nobody's. A beginning that few words share becomes those words:
-- whole words are met from the rarest on, while a beginning is read to its end before anything else is looked at.
--
-- sift: looked for in the texts that the other words found, because too many texts have it
create function work.question(client int, wanted text[], out find text, out sift text) language sql stable set search_path = pg_catalog as $$
    with asked as (
        select a.word, a.word ~ '^[0-9]+$' as number, b.words
          from unnest(wanted) a (word)
         cross join lateral (
                select array(select distinct known.word
                               from work.word known
                              where known.client_id = client and known.word >= a.word collate "C" and known.word < (a.word || chr(1114111)) collate "C"
                              order by 1 limit 501)) b (words)
    ), parts as (
        select case when number or cardinality(words) > 16 then '''@' || word || ''':*'
                    when cardinality(words) > 0 then '(''@' || array_to_string(words, ''' | ''@') || ''')' end as part,
               not number and cardinality(words) > 16 and (length(word) < 3 or cardinality(words) > 500) as broad
          from asked
    ), shape as (
        select bool_and(part is not null) as met, bool_and(broad) as only_broad from parts
    )
    select string_agg(part, ' & ') filter (where only_broad or not broad), string_agg(part, ' & ') filter (where broad and not only_broad)
      from parts, shape
     where met
$$;

-- Numbers only, newest first; the caller joins them to work.ticket, where the walls stand again.
--
-- one_client: its id, or null for all that are visible
-- One plan for all: making one takes longer than reading a shelf by it.
create or replace function work.matching(wanted text[], one_client int, before bigint, most int) returns table (client int, ticket bigint)
    language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
    every     bool   := platform.scope() = 'system';
    -- An employee finds what they asked for themselves, by what everybody may read.
    mine      int    := case platform.scope() when 'employee' then platform.acting_person() end;
    party     int    := case when mine is null then coalesce(platform.acting_party(), -1) else 0 end;
    newest    bigint := least(before - 1, (select last_value from work.ticket_number));
    found     int    := 0;
    clients   int[];
    finds     text[];
    sifts     text[];
begin
    select array_agg(c), array_agg(q.find), array_agg(q.sift) into clients, finds, sifts
      from unnest(platform.visible_clients()) c cross join lateral work.question(c, wanted) q
     where (one_client is null or c = one_client) and q.find is not null;
    if clients is null then return; end if;

    -- Of a person's few tickets each is looked at; of many only those that have the words.
    if (select count(*) < 2000 from (select from work.ticket t where t.requester_id = mine limit 2000) own) and mine is not null then
        return query
            select t.client_id, t.id
              from unnest(clients, finds, sifts) q (c, find, sift)
              join work.ticket t on t.client_id = q.c and t.requester_id = mine and t.id < before
              join work.search s on s.client_id = t.client_id and s.ticket_id = t.id and s.audience = 0
             where (s.words @@ replace(concat_ws(' & ', find, sift), '@', work.shelf(t.client_id, t.id))::tsquery) is true
             order by t.id desc limit most;
        return;
    end if;

    while newest >= 0 and found < most loop
        for client, ticket in
            select q.c, s.ticket_id
              from unnest(clients, finds, sifts) q (c, find, sift)
             cross join lateral (
                    select distinct s.ticket_id
                      from work.search s
                     where s.words @@ replace(find, '@', work.shelf(q.c, newest))::tsquery
                       -- 'is true' keeps it from the index; so does '+ 0'
                       and (sift is null or (s.words @@ replace(sift, '@', work.shelf(q.c, newest))::tsquery) is true)
                       and (every or s.audience in (0, party)) and s.ticket_id + 0 < before
                       and (mine is null or exists (select from work.ticket t where t.client_id = q.c and t.id = s.ticket_id and t.requester_id = mine))
                     order by s.ticket_id desc limit most - found) s
             order by s.ticket_id desc limit most - found
        loop
            found := found + 1;
            return next;
        end loop;
        newest := newest / 50000 * 50000 - 1;
    end loop;
end $$;
revoke execute on function work.learn, work.question from public;
drop function work.asked;
