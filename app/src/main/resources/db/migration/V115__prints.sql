-- A print of the packages as the newest report has them: most reports bring the same again, and then none of them is looked at.
alter table estate.asset add software_print text;
