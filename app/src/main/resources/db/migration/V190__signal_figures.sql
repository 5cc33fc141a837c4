-- What signals publishes for figures. The reader's own walls stand: the view runs with the rights of whoever asks.
create view signals.figure with (security_invoker = true) as
select client_id, state, severity, held is not null as held, changed_at
  from signals.condition
 where state <> 'CLEARED';
