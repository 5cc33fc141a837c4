-- The ticket that was last opened for something the product saw itself; nobody asked for it (requester 0).
create table work.occasion (
    client_id int not null,
    origin    text not null check (length(origin) <= 200),
    ticket_id bigint not null,
    primary key (client_id, origin),
    foreign key (client_id, ticket_id) references work.ticket (client_id, id)
);
create index occasion_ticket on work.occasion (client_id, ticket_id);

call platform.guard('work.occasion');
