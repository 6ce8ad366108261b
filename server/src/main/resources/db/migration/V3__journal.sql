-- Why plans are as they are. Written behind the commit: a plan may lack its row after a crash.
create table explanation (
  plan_id     text  primary key,
  explanation bytea not null      -- deflated JSON
);
