create index exposure_ring on estate.exposure (client_id, ring, due_at, id) where ended_at is null;
