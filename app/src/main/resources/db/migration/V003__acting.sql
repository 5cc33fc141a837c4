-- Who acts, for walls inside a client: an employee's own tickets, a party's own notes.
create function platform.acting_person() returns int language sql stable
    as $$ select nullif(current_setting('demarc.person', true), '')::int $$;

create function platform.acting_party() returns int language sql stable
    as $$ select nullif(current_setting('demarc.party', true), '')::int $$;
