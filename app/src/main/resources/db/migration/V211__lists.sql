-- A list of everything walks a client's tickets from the newest on and stops when its page is full. What few tickets have must not make it walk them all:
-- the rarest filters have indexes of their own, which almost nothing is written to, and for all others the walk stays inside this index, which
-- holds whatever a filter asks for and is 30 times faster to read than the tickets.
drop index work.ticket_client;
create index ticket_client on work.ticket (client_id, opened_at desc, id desc)
    include (status, kind, priority, team_id, party_id, assignee_id, requester_id, waiting_on, crossed_at, respond_broken_at, resolve_broken_at);
create index ticket_rare_kind on work.ticket (client_id, kind, opened_at desc, id desc) where kind in ('CHANGE', 'PROBLEM');
create index ticket_rare_status on work.ticket (client_id, status, opened_at desc, id desc) where status in ('RESOLVED', 'CANCELLED');
create index ticket_broken on work.ticket (client_id, opened_at desc, id desc) where respond_broken_at is not null or resolve_broken_at is not null;
