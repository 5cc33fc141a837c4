-- Each filter of the list of conditions has its index; those of what is wrong are small.
create index condition_severity on signals.condition (client_id, severity, changed_at desc, id desc);
create index condition_wrong_severity on signals.condition (client_id, severity, changed_at desc, id desc) where state <> 'CLEARED';
create index condition_wrong_source on signals.condition (client_id, source_id, changed_at desc, id desc) where state <> 'CLEARED';
create index condition_silent on signals.condition (client_id, changed_at desc, id desc) where state = 'SILENT';
create index condition_reasoned on signals.condition (client_id, changed_at desc, id desc) where held is not null;
-- What has no asset yet, by the beginning of its name.
drop index signals.condition_unmatched;
create index condition_unmatched on signals.condition (client_id, thing_key collate "C") where asset_id is null;
-- History that is old enough to go.
create index change_age on signals.change (at);
