-- Alpine orders versions in its own way.
alter table estate.advisory_range drop constraint advisory_range_scheme_check;
alter table estate.advisory_range add constraint advisory_range_scheme_check check (scheme in ('DPKG', 'RPM', 'APK', 'SEMVER', 'GENERIC'));

-- What distributions published is read again when it comes again: their releases have one name each now, and their advisories the vulnerabilities they are about.
update estate.advisory set print = '' where id in (select advisory_id from estate.advisory_range where ecosystem ~ '^(Red Hat|SUSE|openSUSE|AlmaLinux|Rocky Linux|Alpine|Ubuntu|Mageia):');
