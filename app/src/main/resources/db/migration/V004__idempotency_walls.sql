-- Answers kept for one person are read by that person: they name tickets of that person's clients.
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy own on platform.idempotency
    using (person_id = (select platform.acting_person()) or (select platform.scope()) = 'system');
