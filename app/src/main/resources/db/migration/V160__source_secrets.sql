-- What a source needs to be able to say to a tool: a mail box's password, an SNMP user's phrases. Sealed with the installation's key.
create table signals.secret (
    client_id int not null,
    source_id bigint not null,
    sealed    text not null,
    primary key (client_id, source_id),
    foreign key (client_id, source_id) references signals.source (client_id, id) on delete cascade
);
call platform.guard_from_employees('signals.secret');
