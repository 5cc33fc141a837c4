-- Signed-in browsers. Of the secret in the cookie only a hash is kept, and of the person only the id.
drop table platform.spring_session_attributes, platform.spring_session;

create table platform.session (
    hash      text primary key,
    person_id int not null,
    seen_at   timestamptz not null default now()
);
create index session_person on platform.session (person_id);
