create trigger audit_append_only before update, delete on audit_entry call 'io.drawdown.audit.internal.AppendOnly';

-- H2 asks no trigger before it truncates, but doesn't truncate or drop what another table refers to.
create table audit_append_only (
    entry bigint references audit_entry
);
