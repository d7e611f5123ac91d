-- A package's deductions in the order in which they were settled: a page of them is read without sorting the rest.

create index deduction_package_entry on deduction (account, package_id, entry);
