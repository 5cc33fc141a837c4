-- A decision that says no refuses, here as on tickets.
alter table estate.patch_exception drop constraint patch_exception_state_check;
alter table estate.patch_exception add constraint patch_exception_state_check check (state in ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'));
