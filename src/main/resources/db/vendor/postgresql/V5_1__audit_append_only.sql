create function audit_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is only added to: its entries are never changed or removed.';
end
$$;

create trigger audit_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_append_only();
