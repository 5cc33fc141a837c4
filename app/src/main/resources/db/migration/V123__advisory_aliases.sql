-- Under which names an advisory is found. Array operators are not leakproof: below row-level security no index serves them.
create table estate.advisory_alias (
    alias       text not null,
    advisory_id text not null references estate.advisory on delete cascade,
    primary key (alias, advisory_id)
);
create index advisory_alias_advisory on estate.advisory_alias (advisory_id);
alter table estate.advisory_alias enable row level security;
alter table estate.advisory_alias force row level security;
create policy staff on estate.advisory_alias for select using ((select platform.scope()) in ('person', 'administrator', 'system'));
create policy imports on estate.advisory_alias using ((select platform.scope()) = 'system');

insert into estate.advisory_alias (alias, advisory_id)
select id, id from estate.advisory union select unnest(aliases), id from estate.advisory union select unnest(names), id from estate.advisory;

drop index estate.advisory_aliases;
drop index estate.advisory_names;
