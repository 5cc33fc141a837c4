-- Installed software that endoflife.date keeps dates of, by product and the release as it names itself.
create table estate.software_life (
    client_id      int not null,
    asset_id       bigint not null,
    product        text not null check (length(product) <= 100),
    -- by which the release is sought: 9.5.7, 2016, 13.0-sp3
    said           text not null check (length(said) <= 100),
    name           text not null check (length(name) <= 255),
    version        text not null check (length(version) <= 255),
    -- its system's maker mends it, as long as the system itself is mended
    by_system      boolean not null,
    -- null when that release is not known
    cycle          text,
    until          date,
    extended       date,
    primary key (client_id, asset_id, product, said),
    foreign key (client_id, asset_id) references estate.asset (client_id, id) on delete cascade
);
create index software_life_until on estate.software_life (client_id, until, product, cycle) where not by_system and until is not null;
create index software_life_cycle on estate.software_life (client_id, product, cycle, asset_id);
create index software_life_said on estate.software_life (product, said);
call platform.guard_from_employees('estate.software_life');

-- The first day on which some software of it that its maker mends is mended no more.
alter table estate.asset add software_until date;
create index asset_software_until on estate.asset (client_id, software_until, id) where retired_on is null;
