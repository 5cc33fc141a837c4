-- Who has a package, from the index alone.
create index software_named on estate.software (client_id, name, asset_id);
drop index estate.software_name;
