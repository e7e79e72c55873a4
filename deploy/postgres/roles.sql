-- Three users for the bot's database, each with no more than it needs: docs/database.md.
-- Run it once, as a superuser, in the bot's own database: an empty one, or one in which a bot has run already.
-- What they may do with the bot's tables, `npm run migrate` says, at once and after each upgrade.

-- Owns the tables, and changes the schema: for `npm run migrate` and `npm run migrate-store`, with no bot running as it.
create role interconnect_bot_migrate login;
-- The bot. It can't change the schema or take guards away, and only add to the audit.
create role interconnect_bot_run login;
-- Tools and dashboards. It reads all, and writes nothing.
create role interconnect_bot_read login;
alter role interconnect_bot_read set default_transaction_read_only = on;

do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to interconnect_bot_migrate, interconnect_bot_run, interconnect_bot_read',
    current_database());
end $$;

revoke all on schema public from public;
grant usage, create on schema public to interconnect_bot_migrate;
grant usage on schema public to interconnect_bot_run, interconnect_bot_read;

-- What a bot has made there so far.
do $$
declare
  one record;
begin
  for one in select tablename as name from pg_tables where schemaname = 'public' loop
    execute format('alter table public.%I owner to interconnect_bot_migrate', one.name);
  end loop;
  for one in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace loop
    execute format('alter function %s owner to interconnect_bot_migrate', one.name);
  end loop;
end $$;
