-- Queries of the queue that a person keeps under a name. They belong to the person alone.
create table work.saved_view (
    id        int generated always as identity primary key,
    person_id int not null,
    name      text not null check (name <> '' and length(name) <= 40),
    query     text not null check (length(query) <= 2000),
    unique (person_id, name)
);
alter table work.saved_view enable row level security;
alter table work.saved_view force row level security;
create policy own on work.saved_view using (person_id = (select platform.acting_person()));
