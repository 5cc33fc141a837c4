-- How many new tickets of a source within ten minutes are too many to read; null: never.
alter table signals.source add column flood int default 30 check (flood > 0);
