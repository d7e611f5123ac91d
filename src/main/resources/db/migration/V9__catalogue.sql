-- What refers to an offer: how much was sold under it is counted for each, and it can be removed only if that is nothing.

create index resource_package_offer on resource_package (offer, source);
create index purchase_order_offer on purchase_order (offer);
