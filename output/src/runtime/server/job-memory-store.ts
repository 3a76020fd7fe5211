import type { JobQuery, JobRecord, JobStore } from './job-store.js';

/**
 * Keeps jobs in memory. Beyond `limit` (default 20 000) those that ended first are forgotten; jobs in progress never
 * are, so that it should be well above their number.
 */
export function createMemoryJobStore(limit = 20_000): JobStore {
  // Maps and sets keep the order of insertion: of the jobs' beginning, and of their end.
  const jobs = new Map<string, JobRecord>();
  const ended = new Set<string>();
  const forget = (id: string): void => {
    ended.delete(id);
    jobs.delete(id);
  };
  return {
    save: async (job) => {
      jobs.set(job.id, job);
      if (job.completed !== null) ended.add(job.id);
      const [oldest] = ended;
      if (jobs.size > limit && oldest !== undefined) forget(oldest);
    },
    find: async (id) => jobs.get(id) ?? null,
    list: async (query) => {
      const found = [...jobs.values()].filter((job) => isMatch(job, query));
      const end = query.limit === null ? found.length : query.offset + query.limit;
      return { jobs: found.slice(query.offset, end), count: found.length };
    },
    removeExpired: async (before) => {
      for (const id of ended) {
        const completed = jobs.get(id)?.completed;
        if (completed && completed < before) forget(id);
      }
    },
  };
}

function isMatch(job: JobRecord, { owner, keyword, createdSince, inProgress }: JobQuery): boolean {
  return (
    (owner === null || job.owner === owner) &&
    (keyword === null || job.command.toLowerCase().includes(keyword.toLowerCase())) &&
    (createdSince === null || job.created >= createdSince) &&
    (!inProgress || job.completed === null)
  );
}
