-- A subject a row, every edit of it in a table of its own. What is replaced by a restore is kept aside.

create table siptui.store (
    one boolean primary key default true check (one),
    settings jsonb not null,
    made timestamptz not null default now()
);

create table siptui.secret (
    one boolean primary key default true check (one),
    pupil_key bytea not null
);

create table siptui.framework_file (
    name text primary key,
    data bytea not null
);

create table siptui.subject (
    id text primary key check (id ~ '^([a-z0-9_-]{1,80}|@office|@[A-Z][A-Z0-9]{0,7})$'),
    format integer not null,
    framework text not null,
    revision bigint not null check (revision > 0),
    record jsonb not null check (jsonb_typeof(record) = 'object'),
    last jsonb not null,
    unknown jsonb not null default '{}',
    tables jsonb not null default '{}'
);

create table siptui.edit (
    subject text not null references siptui.subject (id) on delete cascade,
    revision bigint not null check (revision > 0),
    edit jsonb not null,
    mark text not null,
    primary key (subject, revision)
);

create table siptui.kept_subject (
    number bigint generated always as identity primary key,
    kept timestamptz not null default now(),
    id text not null,
    subject jsonb not null
);

create table siptui.kept_edit (
    number bigint not null references siptui.kept_subject (number) on delete cascade,
    revision bigint not null,
    edit jsonb not null,
    primary key (number, revision)
);
