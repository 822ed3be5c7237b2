-- Who sees what, in the database itself: a SIP the schools that are theirs and their own forms, the manager and the
-- head all, an admin titles; the office's forms everybody. Somebody is who logged in: the login in the settings is
-- the role of that name. Whoever owns the tables sees all, and is nobody's daily login.

alter table siptui.subject add column sip text;
update siptui.subject set sip = case about when 'person' then substr(id, 2) else line::jsonb ->> 3 end;
create index subject_of_sip on siptui.subject (sip);

create function siptui.my_initials() returns text
    language sql stable security definer set search_path = pg_catalog
    as $$
        select p.key from siptui.store s, jsonb_each(s.settings -> 'people') p
        where jsonb_typeof(p.value) = 'object' and p.value ->> 'login' = session_user
        order by p.key limit 1
    $$;

create function siptui.my_role() returns text
    language sql stable security definer set search_path = pg_catalog
    as $$
        select coalesce(p.value ->> 'role', 'sip') from siptui.store s, jsonb_each(s.settings -> 'people') p
        where jsonb_typeof(p.value) = 'object' and p.value ->> 'login' = session_user
        order by p.key limit 1
    $$;

revoke all on function siptui.my_initials(), siptui.my_role() from public;

alter table siptui.subject enable row level security;
alter table siptui.edit enable row level security;

create policy seen on siptui.subject for select using (
    (select siptui.my_role()) in ('manager', 'head')
    or (about = 'office' and (select siptui.my_role()) is not null)
    or sip = (select siptui.my_initials())
);
create policy begun on siptui.subject for insert with check (
    (select siptui.my_role()) in ('manager', 'head') or sip = (select siptui.my_initials())
);
create policy changed on siptui.subject for update using (
    (select siptui.my_role()) in ('manager', 'head') or sip = (select siptui.my_initials())
);

-- Edits are added in one's own name, and never changed.
create policy seen on siptui.edit for select using (
    exists (select 1 from siptui.subject s where s.id = subject)
);
create policy added on siptui.edit for insert with check (
    edit ->> 'who' = session_user
    and (revision = 1 or exists (select 1 from siptui.subject s where s.id = subject))
);

-- What an admin sees of a school: that there is one, what it is called, and whose it is.
create view siptui.title with (security_barrier) as
    select id, line::jsonb ->> 1 as name, line::jsonb ->> 2 as phase, sip
    from siptui.subject
    where about = 'school' and (select siptui.my_role()) = 'admin';
