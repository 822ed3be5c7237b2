-- The caseload's line of every school beside its record, so that a review reads no record.
-- `line_by` says which forms and which siptui a line was reckoned by; by others, it is reckoned again.

alter table siptui.subject
    add column about text not null generated always as (
        case when id = '@office' then 'office' when id like '@%' then 'person' else 'school' end
    ) stored,
    add column line text,
    add column line_by bigint;

create index subject_not_lined on siptui.subject (line_by) where about = 'school';

create sequence siptui.moved;
