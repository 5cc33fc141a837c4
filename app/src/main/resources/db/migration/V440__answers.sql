-- What a decision's history says: the assumptions somebody replaced, and the report as it was made, until the next one takes its place.
create table decide.answer (
    decision_id bigint primary key references decide.decision on delete cascade,
    seed        bigint not null default 1,
    replaced    text not null default '{}',
    title       text,
    body        text,
    file        bytea,
    paper       bytea,
    json        text,
    drafts      text,
    made_at     timestamptz
);
alter table decide.answer enable row level security;
alter table decide.answer force row level security;
create policy of_decision on decide.answer using (exists (select from decide.decision d where d.id = answer.decision_id));
