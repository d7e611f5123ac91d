-- The rows of imports that were rejected or are in conflict, the first 10,000 of each import, so that they can be mended in the file.
-- Of imports that ended before, only the first 20 are known.

create table usage_import_problem (
    import_id bigint        not null,
    line      bigint        not null,
    row_id    varchar(255),
    result    varchar(20)   not null,
    problem   varchar(100)  not null,
    field     varchar(255),
    detail    varchar(1000) not null,
    primary key (import_id, line)
);
