-- What the product saw itself and is open: the operations wall reads it all day.
create index ticket_seen on work.ticket (due_at, client_id, id) where requester_id = 0 and status in ('NEW', 'OPEN', 'WAITING');
