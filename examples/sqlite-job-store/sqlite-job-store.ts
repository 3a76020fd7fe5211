import Database from 'libsql';
// In a project of your own: from '<generated package>/server'.
import type { JobQuery, JobRecord, JobStore } from '../../output/src/runtime/server/index.js';

/** A store on a file, which is to be closed after the server that uses it. */
export interface SqliteJobStore extends JobStore {
  close(): void;
}

/** A job as its row holds it: dates in milliseconds since 1970. */
type JobRow = Omit<JobRecord, 'created' | 'completed'> & {
  readonly created: number;
  readonly completed: number | null;
};

/** Rows keep their `rowid`, and by that their place, when a job is saved again. */
const SCHEMA = `
  create table if not exists jobs (
    id text not null unique,
    command text not null,
    owner text not null,
    account text,
    accountid text,
    domainid text,
    userid text,
    instancetype text,
    instanceid text,
    status integer not null,
    progress integer not null,
    resultcode integer not null,
    result text,
    created integer not null,
    completed integer
  ) strict;
  create index if not exists jobs_by_owner on jobs (owner);
  create index if not exists jobs_by_completed on jobs (completed);
`;

const SAVE = `
  insert into jobs values (
    :id, :command, :owner, :account, :accountid, :domainid, :userid, :instancetype, :instanceid,
    :status, :progress, :resultcode, :result, :created, :completed
  )
  on conflict (id) do update set
    instancetype = excluded.instancetype, instanceid = excluded.instanceid, status = excluded.status,
    progress = excluded.progress, resultcode = excluded.resultcode, result = excluded.result, completed = excluded.completed
`;

const MATCHES = `
  (:owner is null or owner = :owner)
  and (:keyword is null or instr(lower(command), lower(:keyword)) > 0)
  and (:since is null or created >= :since)
  and (not :inProgress or completed is null)
`;

/**
 * Keeps jobs in an SQLite file, which is made where there is none.
 *
 * @throws SqliteError when the file cannot be opened or is no database.
 */
export function openSqliteJobStore(path: string): SqliteJobStore {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  database.exec(SCHEMA);
  const save = database.prepare(SAVE);
  const find = database.prepare('select * from jobs where id = ?');
  const list = database.prepare(`select * from jobs where ${MATCHES} order by rowid limit :limit offset :offset`);
  const count = database.prepare(`select count(*) as count from jobs where ${MATCHES}`);
  const removeExpired = database.prepare('delete from jobs where completed < ?');
  return {
    save: async (job) => void save.run(rowOf(job)),
    find: async (id) => {
      // Unlike `get`, `all` adds nothing of its own to a row.
      const [row] = find.all(id) as JobRow[];
      return row === undefined ? null : jobOf(row);
    },
    list: async (query) => {
      const { limit, offset, ...conditions } = bindingsOf(query);
      const rows = list.all({ ...conditions, limit, offset }) as JobRow[];
      const total = count.get(conditions) as { count: number };
      return { jobs: rows.map(jobOf), count: total.count };
    },
    removeExpired: async (before) => void removeExpired.run(before.getTime()),
    close: () => void database.close(),
  };
}

function rowOf(job: JobRecord): JobRow {
  return { ...job, created: job.created.getTime(), completed: job.completed?.getTime() ?? null };
}

function jobOf(row: JobRow): JobRecord {
  return { ...row, created: new Date(row.created), completed: row.completed === null ? null : new Date(row.completed) };
}

function bindingsOf({ owner, keyword, createdSince, inProgress, offset, limit }: JobQuery) {
  return {
    owner,
    keyword,
    since: createdSince?.getTime() ?? null,
    inProgress: inProgress ? 1 : 0,
    // SQLite's word for no limit is -1.
    limit: limit ?? -1,
    offset,
  };
}
