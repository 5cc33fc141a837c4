-- What work publishes for figures. The reader's own walls stand: the view runs with the rights of whoever asks.
create view work.figure with (security_invoker = true) as
select client_id, id, kind, activity, priority, status, waiting_on, team_id, party_id, assignee_id, opened_at, crossed_at, due_at,
       respond_due_at, resolve_due_at, responded_at, resolved_at, respond_broken_at, resolve_broken_at, broken_by
  from work.ticket;
