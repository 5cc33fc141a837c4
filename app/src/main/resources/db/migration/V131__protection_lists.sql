-- The list across clients, what is wrong first.
create index protected_system_order on estate.protected_system (standing, key, id) where retired_at is null;
