-- Where a ticket of another desk went, so that it comes in once however often its history is imported.
create table work.imported (
    client_id   int not null,
    source      text not null check (source <> '' and length(source) <= 40),
    external_id text not null check (external_id <> '' and length(external_id) <= 100),
    ticket_id   bigint not null,
    imported_by int not null,
    imported_at timestamptz not null,
    primary key (client_id, source, external_id),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
create index imported_ticket on work.imported (client_id, ticket_id);

call platform.guard('work.imported');
create policy own on work.imported as restrictive to demarc_app
    using ((select platform.scope()) <> 'employee'
           or exists (select from work.ticket t where t.client_id = imported.client_id and t.id = imported.ticket_id))
    with check (true);
revoke update, delete on work.imported from demarc_app;
