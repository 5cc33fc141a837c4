-- A source that makes more tickets than anybody can read has a flood: what is beyond belongs to one cause until that is over.
alter table signals.trouble
    drop constraint trouble_grouping_check,
    add constraint trouble_grouping_check check (grouping in ('PARENT', 'RULE', 'ATTACK', 'CHECK', 'THING', 'SINGLE', 'FLOOD')),
    -- of the condition it began with
    add column source_id bigint;
create index trouble_opened on signals.trouble (client_id, opened_at desc);
create index trouble_flood on signals.trouble (client_id) where ended_at is null and grouping = 'FLOOD';
