-- The members of a cause in the order of the list; and those it had, for its ticket's page.
drop index signals.condition_trouble;
create index condition_trouble on signals.condition (client_id, trouble_id, changed_at desc, id desc) where trouble_id is not null;
create index condition_was on signals.condition (client_id, was_trouble, changed_at desc, id desc) where was_trouble is not null;
-- What coverage asks for: things that were matched with no asset.
create index condition_unmatched on signals.condition (client_id, lower(thing)) where asset_id is null;
